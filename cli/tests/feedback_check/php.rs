//! The receiver in PHP that docs/feedback.md shows, on PHP's own server.

use crate::receiver::PORTAL;
use crate::{checked, rules};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct Php(Child);

impl Drop for Php {
    fn drop(&mut self) {
        // Its workers end with it.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-s", "TERM", "--", &group]).status();
        let _ = self.0.wait();
    }
}

#[test]
fn the_example_in_php_breaks_no_rule() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/feedback/phan-hoi.php");
    assert!(
        std::fs::read_to_string(&source).unwrap().contains(PORTAL),
        "it is tried from the portal that it names"
    );
    let folder = TempDir::new().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = Command::new("php");
    command
        .args(["-S", &address.to_string()])
        .arg(&source)
        // Several at once, as behind a web server.
        .env("PHP_CLI_SERVER_WORKERS", "4")
        .env("PHAN_HOI_DATABASE", folder.path().join("phan-hoi.sqlite"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let _php = Php(command
        .spawn()
        .expect("php is missing: run scripts/setup test, which installs it"));
    let latest = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < latest, "PHP's server does not start");
        sleep(Duration::from_millis(50));
    }
    let output = checked(&format!("http://{address}/phan-hoi.php"));
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(rules(&output, "failed"), (vec![], 0), "{said}");
}
