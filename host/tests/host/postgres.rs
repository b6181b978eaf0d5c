//! A PostgreSQL of the tests' own: the server of Debian's packages on a socket in a folder of its own, gone with its last user.

use std::{
    ffi::OsString,
    fs,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak, mpsc},
    thread::{self, JoinHandle, sleep},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Where Debian's packages put each version's programs.
const PACKAGES: &str = "/usr/lib/postgresql";
const SOON: Duration = Duration::from_secs(30);

pub struct Server {
    folder: TempDir,
    /// Waits for the server. It is a thread of its own because the server ends with the thread that started it.
    keeper: Option<JoinHandle<()>>,
    process: u32,
}

impl Server {
    /// The one that other tests use at this moment, or a new one.
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            // It need not outlive this machine.
            let server = Arc::new(Self::start(&["-c", "fsync=off"]));
            *shared = Arc::downgrade(&server);
            server
        })
    }

    pub fn start(settings: &[&str]) -> Self {
        let folder = TempDir::with_prefix("tinbai-postgres-").unwrap();
        let data = folder.path().join("data");
        if let Some((user, group)) = unprivileged() {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let mut initdb = program("initdb");
        initdb.args([
            "--no-sync",
            "--auth=trust",
            "--username=tinbai",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        succeed(initdb.arg("--pgdata").arg(&data));

        let mut postgres = program("postgres");
        postgres.arg("-D").arg(&data).arg("-k").arg(folder.path());
        postgres
            .args(["-c", "listen_addresses=", "-c", "max_connections=200"])
            .args(settings);
        let log = fs::File::create(folder.path().join("log")).unwrap();
        postgres.stdout(Stdio::null()).stderr(log);
        let (started, process) = mpsc::channel();
        let keeper = thread::spawn(move || {
            let mut child = postgres.spawn().unwrap();
            started.send(child.id()).unwrap();
            child.wait().unwrap();
        });
        let server = Self {
            process: process.recv().unwrap(),
            keeper: Some(keeper),
            folder,
        };
        server.wait_until_it_answers();
        server
    }

    /// A new, empty database.
    pub fn create(&self, name: &str) -> String {
        succeed(self.client("createdb").arg(name));
        self.url(name)
    }

    fn url(&self, name: &str) -> String {
        let socket: String = url::form_urlencoded::byte_serialize(self.socket().as_bytes()).collect();
        format!("postgres://tinbai@localhost/{name}?host={socket}")
    }

    fn socket(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn client(&self, name: &str) -> Command {
        let mut client = program(name);
        client.args(["-U", "tinbai", "-h", self.socket()]);
        client
    }

    fn wait_until_it_answers(&self) {
        let latest = Instant::now() + SOON;
        while !output(self.client("pg_isready").args(["-d", "postgres"]))
            .status
            .success()
        {
            let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(Instant::now() < latest, "PostgreSQL does not start:\n{}", log());
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its quick and orderly end.
        let _ = Command::new("kill")
            .args(["-s", "INT", &self.process.to_string()])
            .status();
        let _ = self.keeper.take().map(JoinHandle::join);
    }
}

/// Of the newest version that is installed; run by a user who is not root, which it refuses, and ended with this process.
fn program(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    if let Some((user, group)) = unprivileged() {
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={group}"))
            .arg("--clear-groups");
    }
    command.args(["--pdeathsig", "INT"]).arg(programs().join(name));
    // Nobody's settings but ours, nor a key press meant for the tests.
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .current_dir("/")
        .process_group(0);
    command
}

fn programs() -> PathBuf {
    let versions = fs::read_dir(PACKAGES).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|version| version.file_name().to_str()?.parse().ok())
        .max();
    let Some(newest): Option<u32> = newest else {
        panic!("PostgreSQL is not in {PACKAGES}: run scripts/setup test, which installs it");
    };
    Path::new(PACKAGES).join(newest.to_string()).join("bin")
}

/// The packages' own user, when we are root.
fn unprivileged() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| -> u32 {
        let said = output(Command::new("id").args(arguments));
        String::from_utf8(said.stdout).unwrap().trim().parse().unwrap()
    };
    (id(&["-u"]) == 0).then(|| (id(&["-u", "postgres"]), id(&["-g", "postgres"])))
}

fn output(command: &mut Command) -> Output {
    let name: OsString = command.get_program().to_owned();
    command
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", name.display()))
}

fn succeed(command: &mut Command) {
    let done = output(command);
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}
