//! The newsroom's desk as a browser sees it: cookies kept, redirects not followed, forms sent as its pages have them.

use std::{
    collections::BTreeMap,
    io::Write,
    process::{Command, Output, Stdio},
};

use reqwest::{
    Client, RequestBuilder, Response, StatusCode,
    header::{COOKIE, SET_COOKIE},
    redirect::Policy,
};
use serde_json::Value;
use tinbai_host::Config;
use url::Url;

use crate::{
    databases::Database,
    setup::{Host, header},
};

pub const STAFF: &str = "lan";
pub const PASSWORD: &str = "Mật khẩu của Lan";

/// A host with an account for [`STAFF`].
pub struct Desk {
    pub host: Host,
    pub database: Database,
}

impl Desk {
    pub async fn start(database: Database) -> Self {
        Self::start_with(database, |_| {}).await
    }

    pub async fn start_with(database: Database, change: impl FnOnce(&mut Config)) -> Self {
        let host = Host::start_with(|config| {
            database.configure(config);
            config.feedback_per_minute = 10_000.try_into().unwrap();
            config.requests_per_minute = 10_000.try_into().unwrap();
            change(config);
        })
        .await;
        let desk = Self { host, database };
        desk.command(&["staff", "add", STAFF], PASSWORD);
        desk
    }

    /// Runs the program on the same database; it has to succeed. What it wrote.
    pub fn command(&self, arguments: &[&str], input: &str) -> Vec<u8> {
        let done = self.try_command(arguments, input);
        let error = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {error}");
        done.stdout
    }

    pub fn try_command(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinbai-host"));
        self.database.name_to(&mut command);
        let mut child = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let written = child.stdin.take().unwrap().write_all(format!("{input}\n").as_bytes());
        // It may have refused before it read.
        drop(written);
        child.wait_with_output().unwrap()
    }

    /// Sends a message as a reader, and gives its receipt.
    pub async fn message(&self, key: &str, body: &Value) -> String {
        let sent = self.host.post(&format!("khoa-0123456789-{key}"), body).await;
        assert!(sent.status().is_success(), "{}", sent.text().await.unwrap());
        let body: Value = sent.json().await.unwrap();
        body["receipt"].as_str().unwrap().to_owned()
    }

    /// Somebody who has not been here yet.
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.host.running.newspaper.url)
    }

    pub async fn logged_in(&self) -> Visitor {
        let mut visitor = self.visitor();
        let answer = visitor.log_in(STAFF, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        visitor
    }

    /// The one value that a query gives.
    pub async fn count(&self, query: &'static str) -> i64 {
        let mut connection = self.database.connect().await;
        sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
    }

    pub async fn execute(&self, statement: &'static str) {
        let mut connection = self.database.connect().await;
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
}

pub struct Visitor {
    client: Client,
    base: String,
    pub origin: String,
    pub cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub fn at(newspaper: &Url) -> Self {
        Self {
            client: Client::builder().redirect(Policy::none()).build().unwrap(),
            base: newspaper.to_string(),
            origin: newspaper.origin().ascii_serialization(),
            cookies: BTreeMap::new(),
        }
    }

    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let url = format!("{}toa-soan{path}", self.base);
        let request = self.client.request(method.parse().unwrap(), url);
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        request.header(COOKIE, cookies.join("; "))
    }

    pub async fn get(&mut self, path: &str) -> Response {
        let answer = self.request("GET", path).send().await.unwrap();
        self.keep_cookies(&answer);
        answer
    }

    /// A page that has to be there.
    pub async fn page(&mut self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    /// A form of one of our pages, without its token.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request("POST", path).header("origin", &self.origin).form(fields)
    }

    /// A form with the token that a page has.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let token = self.token("/tai-khoan").await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        let answer = self.form(path, &fields).send().await.unwrap();
        self.keep_cookies(&answer);
        answer
    }

    pub async fn log_in(&mut self, name: &str, password: &str) -> Response {
        let token = self.token("/dang-nhap").await;
        let fields = [
            ("csrf", token.as_str()),
            ("ten", name),
            ("mat-khau", password),
            ("xem", ""),
        ];
        let answer = self.form("/dang-nhap", &fields).send().await.unwrap();
        self.keep_cookies(&answer);
        answer
    }

    pub async fn token(&mut self, path: &str) -> String {
        let page = self.page(path).await;
        let (_, after) = page.split_once("name=\"csrf\" value=\"").unwrap();
        after[..64].to_owned()
    }

    pub async fn is_logged_in(&mut self) -> bool {
        self.get("/tai-khoan").await.status() == StatusCode::OK
    }

    pub fn session(&self) -> &str {
        &self.cookies["tinbai-staff"]
    }

    fn keep_cookies(&mut self, answer: &Response) {
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Where a redirect leads, under the desk.
pub fn place(answer: &Response) -> String {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    header(answer, "location").strip_prefix("/toa-soan").unwrap().to_owned()
}
