//! The program itself, started as its operator starts it.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{databases::Database, setup::folder};

/// The host as a process of its own, for what only a process can do: be killed.
pub struct Program {
    child: Child,
    pub newspaper: String,
    _folder: TempDir,
}

impl Program {
    pub fn start(database: &Database) -> Self {
        Self::start_with(database, |_| {})
    }

    /// With what else its operator says.
    pub fn start_with(database: &Database, change: impl FnOnce(&mut Command)) -> Self {
        Self::listen(database, "127.0.0.1:0", change)
    }

    fn listen(database: &Database, address: &str, change: impl FnOnce(&mut Command)) -> Self {
        let folder = folder();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinbai-host"));
        database.name_to(&mut command);
        change(&mut command);
        let mut child = command
            .current_dir(folder.path())
            .args(["--listen", address, "--portal-listen", "127.0.0.1:0"])
            .args(["--feedback-per-minute", "1000000", "--requests-per-minute", "1000000"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let newspaper = line.split_whitespace().last().unwrap().to_owned();
        assert!(newspaper.starts_with("http://127.0.0.1:"), "{line}");
        Self {
            child,
            newspaper,
            _folder: folder,
        }
    }

    /// The same again at the same address, after it was stopped.
    pub fn again(mut self, database: &Database) -> Self {
        self.wait();
        let address = self.newspaper.strip_prefix("http://").unwrap().trim_end_matches('/');
        Self::listen(database, address, |_| {})
    }

    pub fn wait(&mut self) {
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Asks it to stop, and gives all that it wrote into its log.
    pub fn log(mut self) -> String {
        self.signal("TERM");
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(self.child.wait().unwrap().success(), "{log}");
        log
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Gone already, most of the time.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
