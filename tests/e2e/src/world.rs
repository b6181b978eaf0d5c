//! The release build on a newspaper's site, and a portal on another one.

use crate::{Answer, Fault, Kind, Page, Site, build, feeds, places, site::is_new};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tinbai_host::{Config, Running, serve};

/// Remembers the contract's events, what reached the page as an exception, and what was written to the console. Stands before all else in a page.
const RECORDER: &str = r"
    var heard = [], thrown = [], consoled = [];
    for (const name of ['load', 'navigate', 'feedback', 'error'])
        document.addEventListener(`tinbai:${name}`, (event) =>
            heard.push({ name: event.type, from: event.target.id, detail: event.detail }));
    addEventListener('error', (event) => thrown.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => thrown.push(String(event.reason)));
    // For engines that keep no log of the console.
    for (const level of ['debug', 'info', 'log', 'warn', 'error']) {
        const write = console[level];
        console[level] = (...words) => { consoled.push(words.join(' ')); write.apply(console, words); };
    }
    addEventListener('error', (event) => consoled.push(String(event.message)));
    addEventListener('securitypolicyviolation', (event) => consoled.push(`${event.violatedDirective} ${event.blockedURI}`));
";

/// A newspaper at 127.0.0.1 whose feed is `/feed.json`, and a portal at localhost.
pub struct World {
    pub paper: Site,
    pub portal: Site,
}

impl World {
    /// With this feed, and with images at `/anh/*.svg`.
    pub async fn with(feed: &Value) -> Self {
        let world = Self {
            paper: Site::start("127.0.0.1").await,
            portal: Site::start("localhost").await,
        };
        world.paper.add_folder(&places::dist());
        world.paper.set("/feed.json", Answer::json(feed));
        for name in feeds::IMAGES {
            world.paper.set(&format!("/anh/{name}.svg"), Answer::svg(1200, 800));
        }
        world
    }

    /// With the small feed of the tests.
    pub async fn new() -> Self {
        Self::with(&feeds::small()).await
    }

    /// Puts a page into the portal: `PAPER/` in it stands for the newspaper's address. Answers the page's own.
    pub fn page(&self, path: &str, head: &str, body: &str) -> String {
        let html = format!(
            "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Cổng huyện</title>\
             <link rel='icon' href='data:,'><script>{RECORDER}</script>{head}</head><body>{body}</body></html>"
        );
        self.raw_page(path, &html)
    }

    /// A page without the recorder or anything else.
    pub fn raw_page(&self, path: &str, html: &str) -> String {
        self.portal
            .set(path, Answer::html(html.replace("PAPER/", &self.paper.url)));
        format!("{}{path}", self.portal.origin())
    }

    /// From now on the newspaper's answers have this fault. A page has its faults from its beginning: see `open_under`.
    pub fn break_with(&self, fault: Fault) {
        if let Some((kind, answer)) = fault.answer() {
            if fault.is_of_the_build() {
                self.paper.set(build::LOADER, kind.loader_for(answer.bytes()));
            }
            self.paper.set(&kind.path(), answer);
        }
    }

    /// This file is well again.
    pub fn mend(&self, kind: Kind) {
        self.paper.set(&kind.path(), kind.answer());
    }

    /// A browser at a portal page with this body, where something is wrong from the beginning.
    pub async fn open_under(&self, fault: Fault, body: &str) -> Page {
        self.break_with(fault);
        let head = format!(
            "<script>{}</script><script async src='PAPER/tinbai.js'></script>",
            fault.script()
        );
        let url = self.page("/", &head, body);
        if let Some(policy) = fault.policy() {
            let policy = policy.replace("PAPER", self.paper.origin());
            self.portal.add_header("/", "content-security-policy", &policy);
        }
        Page::open(&url).await
    }

    /// The same with one widget that shows the newspaper's feed.
    pub async fn read_under(&self, fault: Fault, attributes: &str) -> Page {
        self.open_under(
            fault,
            &format!("<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>"),
        )
        .await
    }

    /// A browser at a portal page whose body this is; the loader is in its head.
    pub async fn open(&self, body: &str) -> Page {
        let url = self.page("/", "<script async src='PAPER/tinbai.js'></script>", body);
        Page::open(&url).await
    }

    /// A browser at a portal page with one widget that has these attributes and shows the newspaper's feed.
    pub async fn read(&self, attributes: &str) -> Page {
        self.open(&format!(
            "<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>"
        ))
        .await
    }
}

/// An address on this machine where nobody listens.
pub async fn refusing_address() -> String {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port())
}

/// The project's own newspaper and portal, with a database of its own.
pub struct ReferenceHost {
    pub running: Running,
    folder: TempDir,
}

impl ReferenceHost {
    pub async fn start(sample: &Path) -> Self {
        Self::start_for(sample, &[]).await
    }

    /// Pages of these origins may send feedback; of its own two, where none is named.
    pub async fn start_for(sample: &Path, origins: &[&str]) -> Self {
        loop {
            let folder = TempDir::new().unwrap();
            let mut config = Config::on_free_ports(places::dist(), sample, folder.path().join("phan-hoi.sqlite"));
            config.allow_origin = origins.iter().map(|origin| origin.parse().unwrap()).collect();
            let running = serve(config).await.expect("the reference host starts");
            let ports = [&running.newspaper, &running.portal].map(|site| site.url.port().expect("a port of its own"));
            if ports.map(is_new) == [true, true] {
                return Self { running, folder };
            }
        }
    }

    /// The address of a page of the portal's with one widget that reads this newspaper. (Its own pages can't be framed.)
    pub fn page_on(&self, portal: &Site, attributes: &str) -> String {
        let paper = self.running.newspaper.url.as_str();
        let html = format!(
            "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Cổng huyện</title>
             <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
             <script async src='{paper}tinbai.js'></script></head>
             <body style='margin: 0'><tin-bai feed='{paper}feed.json' {attributes}></tin-bai></body></html>"
        );
        portal.set("/bao", Answer::html(html));
        format!("{}bao", portal.url)
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("phan-hoi.sqlite")
    }

    /// The messages that the database holds, as (item, name, email, message).
    pub async fn messages(&self) -> Vec<(String, String, Option<String>, String)> {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.database())
            .read_only(true);
        let pool = sqlx::SqlitePool::connect_with(options)
            .await
            .expect("the database opens");
        let rows = sqlx::query_as("SELECT item, name, email, message FROM feedback ORDER BY created_at")
            .fetch_all(&pool)
            .await
            .expect("the table is there");
        pool.close().await;
        rows
    }
}
