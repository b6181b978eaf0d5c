//! A portal whose page, build, feed, desk, media and labels are sites of their own, and what a reader does there.

use serde_json::json;
use tinbai_e2e::{Answer, Page, Site, World, feeds};

/// What `Page` asks for; stands in the page, and is allowed by its hash.
pub const RECORDER: &str = "
    var heard = [], thrown = [], consoled = [];
    for (const name of ['load', 'navigate', 'feedback', 'error'])
        document.addEventListener(`tinbai:${name}`, (event) =>
            heard.push({ name: event.type, from: event.target.id, detail: event.detail }));
    addEventListener('error', (event) => thrown.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => thrown.push(String(event.reason)));
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        // The browser asks for that by itself.
        if (!blockedURI.endsWith('/favicon.ico')) consoled.push(`${effectiveDirective} ${blockedURI}`);
    });
";
const REPORTS: &str = "/bao-cao";
pub const ELEMENT: &str =
    "<tin-bai id='bao' feed='FEED/feed.json' labels='LABELS/nhan.json'><a href='/bai'>Đọc trên báo</a></tin-bai>";
pub const TAG: &str = "<script async src='BUILD/tinbai.js'></script>";

/// Sites of their own, so that each of a portal's permissions is for one of them.
pub struct Sites {
    pub portal: Site,
    pub build: Site,
    pub feed: Site,
    pub desk: Site,
    pub media: Site,
    pub labels: Site,
}

impl Sites {
    pub async fn new() -> Self {
        let World { paper: build, portal } = World::new().await;
        let sites = Self {
            portal,
            build,
            feed: Site::start("127.0.0.1").await,
            desk: Site::start("127.0.0.1").await,
            media: Site::start("127.0.0.1").await,
            labels: Site::start("127.0.0.1").await,
        };
        sites.labels.set(
            "/nhan.json",
            Answer::json(&json!({ "lang": "vi", "labels": { "related": "Tin cùng chủ đề" } })),
        );
        sites.media.set("/cau.svg", Answer::svg(1200, 800));
        sites.media.set("/cau.wav", Answer::new("audio/wav", silence()));
        sites.desk.set(
            "/phan-hoi",
            Answer::json(&json!({ "receipt": "PH-1" })).with_status(201),
        );
        let mut feed = feeds::newest_with(|item| {
            item["image"] = json!(format!("{}cau.svg", sites.media.url));
            item["attachments"] = json!([{ "url": format!("{}cau.wav", sites.media.url), "mime_type": "audio/wav" }]);
        });
        feed["_tinbai"]["feedback"]["url"] = json!(format!("{}phan-hoi", sites.desk.url));
        feed["_tinbai"]["feedback"]["form"] = json!(true);
        for item in feed["items"].as_array_mut().unwrap() {
            if item["id"] != "cau" {
                item.as_object_mut().unwrap().remove("image");
            }
        }
        sites.feed.set("/feed.json", Answer::json(&feed));
        sites
    }

    /// With the sites' origins in their names' places.
    pub fn fill(&self, text: &str) -> String {
        text.replace("BUILD", self.build.origin())
            .replace("FEED", self.feed.origin())
            .replace("DESK", self.desk.origin())
            .replace("MEDIA", self.media.origin())
            .replace("LABELS", self.labels.origin())
    }

    pub async fn open(&self, policy: &str, tag: &str) -> Page {
        let html = format!(
            "<!doctype html><html lang='vi'><meta charset='utf-8'><title>Cổng</title><script>{RECORDER}</script>{tag}<body>{ELEMENT}"
        );
        let policy = format!("{policy}; report-uri {REPORTS}");
        self.portal.set(
            "/",
            Answer::html(self.fill(&html)).with_header("content-security-policy", self.fill(&policy)),
        );
        self.portal.set("/favicon.ico", Answer::status(204));
        Page::open(&self.portal.url).await
    }

    /// Everything that a reader can do works, and the browser has reported nothing.
    pub async fn all_works(&self, page: &Page) {
        page.until_reading(feeds::NEWEST).await;
        page.until("$('[part~=photo] img').naturalWidth > 0").await;
        page.until("getComputedStyle($('.track')).display === 'flex'").await;
        page.until_is("text('[part~=related] h3')", "Tin cùng chủ đề").await;
        listen(page).await;
        page.until("document.readyState === 'complete'").await;
        self.media.until_asked("/cau.wav").await;
        send(page).await;
        page.until("$('.outcome.good')").await;
        page.click("[part~=related] a[data-item=vuon]").await;
        page.until_reading(feeds::GARDEN).await;
        assert_eq!(page.error_codes().await, Vec::<String>::new());
        self.is_quiet(page).await;
    }

    async fn is_quiet(&self, page: &Page) {
        assert_eq!(page.js("consoled").await, json!([]), "no violation");
        assert_eq!(page.js("thrown").await, json!([]));
        assert_eq!(self.reports(), Vec::<String>::new());
    }

    /// What was reported to have been blocked.
    pub fn reports(&self) -> Vec<String> {
        let received = self.portal.received(REPORTS);
        received
            .iter()
            .map(|report| String::from_utf8_lossy(&report.body).into_owned())
            .filter(|report| !report.contains("/favicon.ico"))
            .collect()
    }
}

/// A second of nothing.
pub fn silence() -> Vec<u8> {
    let samples = [128_u8; 8000];
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + samples.len() as u32).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend(8000_u32.to_le_bytes());
    wav.extend(8000_u32.to_le_bytes());
    wav.extend(b"\x01\0\x08\0data");
    wav.extend((samples.len() as u32).to_le_bytes());
    wav.extend(samples);
    wav
}

pub async fn listen(page: &Page) {
    page.run("const audio = $('audio'); audio.preload = 'auto'; audio.load()")
        .await;
}

pub async fn send(page: &Page) {
    page.until("$('#field-consent')").await;
    // By script: WebKit's driver types into no frame that has no origin.
    page.run(
        "for (const [field, value] of [['name', 'Lan'], ['message', 'Hay']]) {
             $(`#field-${field}`).value = value;
             $(`#field-${field}`).dispatchEvent(new Event('input', { bubbles: true }));
         }
         $('#field-consent').click();
         $('[part~=submit]').click()",
    )
    .await;
}
