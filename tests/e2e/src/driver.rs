//! One driver for the whole test program, on a free port.

use crate::Engine;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Ends the driver and its browsers when the test program is gone, however it went: then the pipe to the shell is
/// closed. All of them are of the shell's own process group.
const UNTIL_THE_PIPE_CLOSES: &str = r#""$@" </dev/null & read -r _; kill 0"#;

pub(crate) struct Driver {
    port: u16,
    /// Holds the pipe open.
    _shell: Child,
}

impl Driver {
    /// The program's own driver, started by whoever asks first.
    pub(crate) fn of(engine: Engine) -> &'static Self {
        static DRIVER: OnceLock<Driver> = OnceLock::new();
        DRIVER.get_or_init(|| start(engine))
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

fn start(engine: Engine) -> Driver {
    let (program, any_port) = engine.driver();
    let mut shell = Command::new("sh")
        .process_group(0)
        .args(["-c", UNTIL_THE_PIPE_CLOSES, "sh", program, any_port])
        // The readers' own: dates are shown in the reader's time.
        .env("TZ", "Asia/Ho_Chi_Minh")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell starts");
    let mut lines = BufReader::new(shell.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let port = lines
        .find_map(|line| engine.port(&line))
        .unwrap_or_else(|| panic!("`{program}` did not start: is it installed (`make test` does that)?"));
    // What it says later is read and dropped: a full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    Driver { port, _shell: shell }
}
