//! The engine's driver on a free port: one for the whole test program, or one for each session where it serves only one.

use crate::engine::{Engine, Port};
use std::io::{BufRead, BufReader, Lines};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// Ends the driver and its browsers when the test program is gone, however it went: then the pipe to the shell is
/// closed. All of them are of the shell's own process group, which a driver that ends takes with it.
const UNTIL_THE_PIPE_CLOSES: &str = r#"{ "$@" </dev/null; kill 0; } & read -r _; kill 0"#;

/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that ends with this value.
struct Program {
    /// Holds the pipe open.
    shell: Child,
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

impl Program {
    fn start(words: &[&str], display: Option<&str>) -> (Self, Lines<BufReader<ChildStdout>>) {
        let mut command = Command::new("sh");
        if let Some(display) = display {
            command.env("DISPLAY", display);
            // What is layered is painted by its processor, not by Mesa's software GL: that one has crashed in the compositor's thread.
            command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        }
        let mut shell = command
            .process_group(0)
            .args(["-c", UNTIL_THE_PIPE_CLOSES, "sh"])
            .args(words)
            // The readers' own: dates are shown in the reader's time.
            .env("TZ", "Asia/Ho_Chi_Minh")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        let lines = BufReader::new(shell.stdout.take().unwrap()).lines();
        (Self { shell }, lines)
    }
}

pub(crate) struct Driver {
    port: u16,
    _program: Program,
    _display: Option<Display>,
}

impl Driver {
    /// A driver that has room for one more session.
    pub(crate) fn of(engine: Engine) -> Arc<Self> {
        static SHARED: OnceLock<Arc<Driver>> = OnceLock::new();
        if engine.shares_driver() {
            SHARED.get_or_init(|| Arc::new(start(engine))).clone()
        } else {
            Arc::new(start(engine))
        }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

fn start(engine: Engine) -> Driver {
    let port = match engine.port() {
        Port::Announced(_) => 0,
        Port::Told => free_port(),
    };
    let argument = format!("--port={port}");
    let mut words = engine.driver().to_vec();
    words.push(&argument);
    let display = engine.needs_display().then(Display::start);
    let (program, mut lines) = Program::start(&words, display.as_ref().map(|display| &*display.name));
    let port = match engine.port() {
        Port::Announced(before) => lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once(before)?.1.trim_end_matches('.').parse().ok()),
        Port::Told => listens(port).then_some(port),
    };
    let port = port.unwrap_or_else(|| panic!("{words:?} did not start: is it installed (`make test` does that)?"));
    // What it says later is read and dropped: a full pipe would stop it.
    thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    Driver {
        port,
        _program: program,
        _display: display,
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().unwrap().port()
}

fn listens(port: u16) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

/// A display that nobody looks at, with one browser's windows: of several browsers' windows in one place only the uppermost
/// is the active one, and in the others `:focus` matches nothing.
struct Display {
    name: String,
    _program: Program,
}

impl Display {
    fn start() -> Self {
        let words = [
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ];
        let (program, mut lines) = Program::start(&words, None);
        let number = lines
            .find_map(Result::ok)
            .expect("Xvfb is installed (`make test` does that)");
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self {
            name: format!(":{number}"),
            _program: program,
        }
    }
}
