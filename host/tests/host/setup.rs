//! A running host on free ports, with a small build, a small feed and an empty database.

use std::{fs, path::Path};

use reqwest::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tinbai_host::{Config, Running, serve};

use crate::databases::Database;

pub struct Host {
    pub running: Running,
    pub client: Client,
    pub folder: TempDir,
}

impl Host {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start_in(folder(), change).await
    }

    pub async fn start_on(database: &Database) -> Self {
        Self::start_with(|config| database.configure(config)).await
    }

    pub async fn start_in(folder: TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let root = folder.path();
        let mut config = Config::on_free_ports(root.join("dist"), root.join("sample"), root.join("feedback.sqlite"));
        change(&mut config);
        Self {
            running: serve(config).await.unwrap(),
            client: Client::new(),
            folder,
        }
    }

    pub fn url(&self, path: &str) -> String {
        self.running.newspaper.url.join(path).unwrap().into()
    }

    pub fn portal_origin(&self) -> String {
        self.running.portal.url.origin().ascii_serialization()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    pub async fn get_with(&self, path: &str, name: &str, value: &str) -> Response {
        let request = self.client.get(self.url(path)).header(name, value);
        request.send().await.unwrap()
    }

    pub async fn post(&self, key: &str, body: &Value) -> Response {
        self.client
            .post(self.url("phan-hoi"))
            .header("idempotency-key", key)
            .json(body)
            .send()
            .await
            .unwrap()
    }
}

/// A small build and a small feed.
pub fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    write_build(&folder.path().join("dist"));
    write_sample(&folder.path().join("sample"));
    folder
}

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub fn message(text: &str) -> Value {
    json!({
        "item": "tin-1", "url": null, "name": "Bạn đọc", "email": "",
        "message": text, "consent": true,
    })
}

fn write_build(dist: &Path) {
    fs::create_dir_all(dist).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>Tin Bài</title>"),
        ("tinbai.js", "/* loader */"),
        ("tinbai-0123456789abcdef.js", "/* glue */"),
        ("tinbai-0123456789abcdef_bg.wasm", "the Wasm as it is"),
        ("tinbai-0123456789abcdef_bg.wasm.br", "Wasm in brotli"),
        ("tinbai-0123456789abcdef_bg.wasm.gz", "Wasm in gzip"),
        ("widget-0123456789abcdef.css", "p{}"),
    ] {
        fs::write(dist.join(name), content).unwrap();
    }
}

fn write_sample(sample: &Path) {
    fs::create_dir_all(sample.join("anh")).unwrap();
    fs::write(sample.join("anh/dua-thuyen.jpg"), "a photo").unwrap();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo & bạn đọc",
        "items": [
            { "id": "0", "title": 7, "url": "tin/hong.html" },
            {
                "id": "tin-1",
                "url": "tin/dua-thuyen.html",
                "title": "Đua thuyền <script>alert(1)</script>",
                "summary": "\"Vui\" & đông",
                "date_published": "2026-11-20T18:30:00Z",
                "authors": [{ "name": "Ban <b>Biên tập" }],
                "image": "anh/dua-thuyen.jpg",
                "content_html": "<p onclick=\"x()\">Hội <a href=\"tin/khac.html\">làng</a></p><script>x()</script>",
                "_tinbai": { "photo": { "alt": "Thuyền \"rồng\"", "caption": "Trên sông", "creditText": "Ảnh: <i>A" } }
            },
            { "id": "2", "url": "./tin/chu.html", "title": "Chữ", "content_text": "Một <b>\n\nHai" },
            { "id": "3", "url": "tin/xau.html", "title": "Xấu", "image": "javascript:alert(1)" }
        ]
    });
    fs::write(sample.join("feed.json"), feed.to_string()).unwrap();
}
