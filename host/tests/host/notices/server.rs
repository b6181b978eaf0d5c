//! A real SMTP server, and what it took.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;
use tinbai_host::Config;
use tokio::time::sleep;

/// Debian's own, which Debian's packages are for.
const PYTHON: &str = "/usr/bin/python3";

pub struct Smtp {
    child: Child,
    folder: TempDir,
    pub port: u16,
}

impl Smtp {
    pub fn start(manner: &[&str]) -> Self {
        Self::start_in(TempDir::new().unwrap(), 0, manner)
    }

    pub fn start_in(folder: TempDir, port: u16, manner: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/host/smtp.py");
        let mut child = Command::new(PYTHON)
            .arg(script)
            .arg(folder.path())
            .arg(port.to_string())
            .args(manner)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{PYTHON}: {error}"));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Ok(port) = line.trim().parse() else {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("no SMTP server (scripts/setup test installs python3-aiosmtpd):\n{said}");
        };
        Self { child, folder, port }
    }

    /// Takes nothing any more; what it took stays.
    pub fn stop(mut self) -> (TempDir, u16) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().unwrap());
        (folder, self.port)
    }

    pub fn mails(&self) -> Vec<Mail> {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let files = files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "json"));
        let mut mails: Vec<_> = files
            .map(|path| Mail::read(&fs::read_to_string(path).unwrap()))
            .collect();
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        mails
    }

    pub async fn until(&self, count: usize) -> Vec<Mail> {
        let latest = Instant::now() + Duration::from_secs(20);
        loop {
            let mails = self.mails();
            if mails.len() >= count {
                return mails;
            }
            assert!(Instant::now() < latest, "{} mails of {count}", mails.len());
            sleep(Duration::from_millis(50)).await;
        }
    }

    pub fn configure(&self, config: &mut Config) {
        mail_by(self.port, config);
    }
}

pub fn mail_by(port: u16, config: &mut Config) {
    config.mail.smtp_url = Some(format!("smtp://127.0.0.1:{port}").parse().unwrap());
    config.mail.mail_from = Some("Tòa soạn <phan-hoi@bao.example>".parse().unwrap());
    config.mail.mail_to = vec!["ban-tap@bao.example".parse().unwrap()];
    config.mail.mail_every = Duration::from_secs(1);
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Mail {
    pub to: String,
    pub head: String,
    pub body: String,
}

impl Mail {
    fn read(text: &str) -> Self {
        let mail: Value = serde_json::from_str(text).unwrap();
        assert_eq!(mail["from"], "phan-hoi@bao.example");
        let (head, body) = mail["text"].as_str().unwrap().split_once("\r\n\r\n").unwrap();
        Self {
            to: mail["to"][0].as_str().unwrap().to_owned(),
            head: head.to_owned(),
            body: decoded(head, body),
        }
    }

    pub fn id(&self) -> &str {
        self.head.lines().find(|line| line.starts_with("Message-ID: ")).unwrap()
    }
}

/// As a mail program reads it.
fn decoded(head: &str, body: &str) -> String {
    let script =
        "import email, sys; print(email.message_from_string(sys.stdin.read()).get_payload(decode=True).decode())";
    let mut python = Command::new(PYTHON)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    use std::io::Write;
    let mut input = python.stdin.take().unwrap();
    input.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
    drop(input);
    let text = String::from_utf8(python.wait_with_output().unwrap().stdout).unwrap();
    text.replace("\r\n", "\n")
}
