//! What stands between a browser and the network: every request that leaves is seen here, whatever made it and in whichever
//! engine. Only this machine is reached; to others the line is cut.

use crate::Request;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use url::{Host, Url};

/// Longer than any head that a browser sends.
const LONGEST_HEAD: usize = 1 << 16;

/// One browser's proxy; gone when dropped.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<Request>>>,
    server: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::<Mutex<Vec<Request>>>::default();
        let log = seen.clone();
        let server = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(pass(browser, log.clone()));
            }
        });
        Self { port, seen, server }
    }

    /// All requests so far, those to nobody too.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// What was asked for so far is nobody's any more.
    pub(crate) fn forget(&self) {
        self.seen.lock().unwrap().clear();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One request, one connection: `None` is a line that is cut.
async fn pass(mut browser: TcpStream, log: Arc<Mutex<Vec<Request>>>) -> Option<()> {
    let (head, rest) = head(&mut browser).await?;
    let mut lines = head.split("\r\n");
    let mut request = lines.next()?.split(' ');
    let (method, target) = (request.next()?, request.next()?);
    let url = if method == "CONNECT" {
        Url::parse(&format!("https://{target}/"))
    } else {
        Url::parse(target)
    };
    let url = url.ok()?;
    let header = |wanted: &str| {
        lines.clone().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case(wanted).then(|| value.to_owned())
        })
    };
    log.lock().unwrap().push(Request {
        method: method.to_owned(),
        url: url.to_string(),
        accept: header("accept").unwrap_or_default(),
        is_fetch: match header("sec-fetch-dest") {
            Some(destination) => destination == "empty" && header("sec-fetch-mode").as_deref() == Some("cors"),
            // Only sites that can be trusted are told; all are told the origin of what is asked for under CORS.
            None => header("origin").is_some(),
        },
        is_media: matches!(header("sec-fetch-dest").as_deref(), Some("audio" | "video")) || header("range").is_some(),
    });
    let here = match url.host()? {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    if !here || method == "CONNECT" {
        return None;
    }
    let mut site = TcpStream::connect(("127.0.0.1", url.port_or_known_default()?))
        .await
        .ok()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut sent = format!("{method} {}{query} HTTP/1.1\r\nconnection: close\r\n", url.path());
    for line in lines {
        let name = line.split(':').next()?.to_ascii_lowercase();
        if !matches!(name.as_str(), "connection" | "proxy-connection" | "keep-alive") {
            sent.push_str(line);
            sent.push_str("\r\n");
        }
    }
    sent.push_str("\r\n");
    site.write_all(sent.as_bytes()).await.ok()?;
    site.write_all(&rest).await.ok()?;
    copy_bidirectional(&mut browser, &mut site).await.ok()?;
    Some(())
}

/// The head without the empty line that ends it, and what came with it of the body.
async fn head(browser: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut read = Vec::new();
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            read.truncate(end);
            // Heads are ASCII; what is not is some header's own affair.
            return Some((String::from_utf8_lossy(&read).into_owned(), rest));
        }
        if read.len() > LONGEST_HEAD || browser.read_buf(&mut read).await.ok()? == 0 {
            return None;
        }
    }
}
