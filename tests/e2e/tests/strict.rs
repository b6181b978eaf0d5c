//! Pages that allow little: what docs/host-contract.md says that a portal must allow is enough, and each word of it is needed.

use base64::{Engine, prelude::BASE64_STANDARD};
use fantoccini::Locator;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};
use tinbai_e2e::{Answer, Key, Page, Site, World, feeds, pinned_tag};

/// What `Page` asks for; stands in the page, and is allowed by its hash.
const RECORDER: &str = "
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
const ELEMENT: &str =
    "<tin-bai id='bao' feed='FEED/feed.json' labels='LABELS/nhan.json'><a href='/bai'>Đọc trên báo</a></tin-bai>";
const TAG: &str = "<script async src='BUILD/tinbai.js'></script>";
/// The element's own child is what is seen.
const CHILDREN: &str = "shown(W.querySelector('a')) && !headline()";

/// Sites of their own, so that each of a portal's permissions is for one of them.
struct Sites {
    portal: Site,
    build: Site,
    feed: Site,
    desk: Site,
    media: Site,
    labels: Site,
}

impl Sites {
    async fn new() -> Self {
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
    fn fill(&self, text: &str) -> String {
        text.replace("BUILD", self.build.origin())
            .replace("FEED", self.feed.origin())
            .replace("DESK", self.desk.origin())
            .replace("MEDIA", self.media.origin())
            .replace("LABELS", self.labels.origin())
    }

    async fn open(&self, policy: &str, tag: &str) -> Page {
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
    async fn all_works(&self, page: &Page) {
        page.until_reading(feeds::NEWEST).await;
        page.until("$('[part~=photo] img').naturalWidth > 0").await;
        page.until("getComputedStyle($('.track')).display === 'flex'").await;
        page.until_is("text('[part~=related] h3')", "Tin cùng chủ đề").await;
        listen(page).await;
        page.until("document.readyState === 'complete'").await;
        is_asked(&self.media, "/cau.wav").await;
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
    fn reports(&self) -> Vec<String> {
        let received = self.portal.received(REPORTS);
        received
            .iter()
            .map(|report| String::from_utf8_lossy(&report.body).into_owned())
            .filter(|report| !report.contains("/favicon.ico"))
            .collect()
    }
}

/// A second of nothing.
fn silence() -> Vec<u8> {
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

/// Waits until a site is asked for this.
async fn is_asked(site: &Site, path: &str) {
    let start = Instant::now();
    while site.count(path) == 0 {
        assert!(start.elapsed() < Duration::from_secs(15), "nobody asks for {path}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn listen(page: &Page) {
    page.run("const audio = $('audio'); audio.preload = 'auto'; audio.load()")
        .await;
}

async fn send(page: &Page) {
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

/// As a policy names a script that stands in the page.
fn hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// What docs/host-contract.md lists: a directive, and what it is to allow.
const PERMISSIONS: [(&str, &str); 10] = [
    ("script-src", "BUILD"),
    ("script-src", "'wasm-unsafe-eval'"),
    ("connect-src", "BUILD"),
    ("connect-src", "FEED"),
    ("connect-src", "DESK"),
    ("connect-src", "LABELS"),
    ("img-src", "MEDIA"),
    ("media-src", "MEDIA"),
    ("form-action", "DESK"),
    ("trusted-types", "tinbai"),
];

/// The policy that allows this, and nothing else but the test's recorder.
fn policy<'a>(allowed: impl IntoIterator<Item = &'a (&'a str, &'a str)> + Clone) -> String {
    let mut policy = "default-src 'none'; base-uri 'none'; require-trusted-types-for 'script'".to_owned();
    for directive in [
        "script-src",
        "style-src",
        "connect-src",
        "img-src",
        "media-src",
        "form-action",
        "trusted-types",
    ] {
        let of_it = |(name, token): &(&str, &'a str)| (*name == directive).then_some(*token);
        let mut tokens: Vec<_> = allowed
            .clone()
            .into_iter()
            .filter_map(of_it)
            .map(str::to_owned)
            .collect();
        if directive == "script-src" {
            tokens.push(hash(RECORDER));
        }
        if tokens.is_empty() {
            tokens.push("'none'".to_owned());
        }
        policy.push_str(&format!("; {directive} {}", tokens.join(" ")));
    }
    policy
}

/// The policy that allows all of it but one thing.
fn without(directive: &str, token: &str) -> String {
    let left: Vec<_> = PERMISSIONS
        .into_iter()
        .filter(|permission| *permission != (directive, token))
        .collect();
    assert_eq!(
        left.len() + 1,
        PERMISSIONS.len(),
        "{directive} {token} is no permission"
    );
    policy(&left)
}

#[tokio::test]
async fn what_the_contract_lists_is_enough_for_all_that_the_widget_does() {
    let sites = Sites::new().await;
    let page = sites.open(&policy(&PERMISSIONS), TAG).await;
    sites.all_works(&page).await;
}

#[tokio::test]
async fn a_style_src_of_the_portals_own_needs_no_word_of_ours() {
    let sites = Sites::new().await;
    let policy = policy(&PERMISSIONS).replace("style-src 'none'", "style-src 'self'");
    let page = sites.open(&policy, TAG).await;
    sites.all_works(&page).await;
}

/// A page without the permission, until it has lost this; answers the codes that it has heard.
async fn loses((directive, token): (&str, &str), lost: &str) -> (Sites, Page, Vec<String>) {
    let sites = Sites::new().await;
    let page = sites.open(&without(directive, token), TAG).await;
    page.until(lost).await;
    let codes = page.error_codes().await;
    (sites, page, codes)
}

#[tokio::test]
async fn without_the_builds_origin_in_script_src_the_elements_children_stay() {
    let (sites, page, _) = loses(("script-src", "BUILD"), "document.readyState === 'complete'").await;
    page.stays(CHILDREN, true).await;
    assert_eq!(page.js("customElements.get('tin-bai') === undefined").await, true);
    assert_eq!(sites.build.count("tinbai.js"), 0);
    assert!(!sites.reports().is_empty(), "the log of reports is alive");
}

#[tokio::test]
async fn without_wasm_unsafe_eval_the_plain_reading_stays() {
    let lost = "$('.tinbai')?.dataset.reading === 'plain' && headline() && heard.some(({ detail }) => detail.code)";
    let (_, page, codes) = loses(("script-src", "'wasm-unsafe-eval'"), lost).await;
    assert_eq!(codes, ["wasm-unavailable"]);
    assert_eq!(page.text("#headline").await, feeds::NEWEST);
}

#[tokio::test]
async fn without_the_builds_origin_in_connect_src_the_plain_reading_is_unstyled() {
    let lost = "$('.tinbai')?.dataset.reading === 'plain' && headline() && heard.filter(({ detail }) => detail.code).length === 2";
    let (_, page, mut codes) = loses(("connect-src", "BUILD"), lost).await;
    codes.sort();
    assert_eq!(codes, ["style-unavailable", "wasm-unavailable"]);
    assert_eq!(page.js("W.shadowRoot.adoptedStyleSheets.length").await, 0);
}

#[tokio::test]
async fn without_the_feeds_origin_in_connect_src_the_elements_children_stay() {
    let (sites, page, codes) = loses(
        ("connect-src", "FEED"),
        "heard.some(({ detail }) => detail.code) && $('[part~=notice]')",
    )
    .await;
    assert_eq!(codes, ["feed-unreachable"]);
    assert_eq!(page.js(CHILDREN).await, true);
    assert_eq!(sites.feed.count("feed.json"), 0);
}

#[tokio::test]
async fn without_the_endpoint_in_connect_src_what_was_typed_stays() {
    let (sites, page, _) = loses(("connect-src", "DESK"), "$('#field-consent')").await;
    page.until_reading(feeds::NEWEST).await;
    send(&page).await;
    page.until("heard.some(({ detail }) => detail.code === 'feedback-unreachable')")
        .await;
    let waits = "Object.entries(localStorage).some(([key, value]) => key.startsWith('tinbai:outbox:') && value.includes('Hay'))";
    assert_eq!(page.js(waits).await, true);
    assert_eq!(sites.desk.count("phan-hoi"), 0);
}

#[tokio::test]
async fn without_the_labels_origin_in_connect_src_the_words_stay_ours() {
    let lost = "$('.tinbai')?.dataset.reading === 'full' && heard.some(({ detail }) => detail.code)";
    let (sites, page, codes) = loses(("connect-src", "LABELS"), lost).await;
    assert_eq!(codes, ["labels-unavailable"]);
    assert_eq!(page.text("[part~=related] h3").await, "Các tin khác");
    assert_eq!(sites.labels.count("nhan.json"), 0);
}

#[tokio::test]
async fn without_img_src_there_is_no_photo() {
    let (sites, page, codes) = loses(("img-src", "MEDIA"), "$('.tinbai')?.dataset.reading === 'full'").await;
    assert_eq!(codes, Vec::<String>::new());
    page.stays("!($('[part~=photo] img')?.naturalWidth > 0)", true).await;
    assert_eq!(sites.media.count(".svg"), 0);
}

#[tokio::test]
async fn without_media_src_there_is_no_recording() {
    let (sites, page, codes) = loses(("media-src", "MEDIA"), "$('.tinbai')?.dataset.reading === 'full'").await;
    assert_eq!(codes, Vec::<String>::new());
    listen(&page).await;
    page.until("$('audio').error || $('audio').networkState === 3").await;
    assert_eq!(sites.media.count(".wav"), 0);
}

#[tokio::test]
async fn without_our_trusted_types_policy_the_words_stand_there_without_their_markup() {
    let lost = "headline() && heard.filter(({ detail }) => detail.code).length === 3";
    let (_, page, mut codes) = loses(("trusted-types", "tinbai"), lost).await;
    codes.sort();
    assert_eq!(codes, ["labels-unavailable", "markup-refused", "wasm-unavailable"]);
    assert_eq!(page.count("[part~=body] em").await, 0);
    assert!(page.text("[part~=body]").await.contains("rộng thêm hai gang tay"));
}

#[tokio::test]
async fn a_form_without_wasm_is_sent_where_form_action_allows_it_and_nowhere_else() {
    for is_allowed in [true, false] {
        let sites = Sites::new().await;
        sites.desk.set("/phan-hoi", Answer::html("<h1>Đã nhận</h1>"));
        let wasm = ("script-src", "'wasm-unsafe-eval'");
        let left: Vec<_> = PERMISSIONS
            .into_iter()
            .filter(|permission| {
                *permission != wasm
                    && *permission != ("connect-src", "DESK")
                    && (is_allowed || permission.0 != "form-action")
            })
            .collect();
        let page = sites.open(&policy(&left), TAG).await;
        page.until("$('form [name=consent]')").await;
        page.type_into("form [name=name]", "Lan").await;
        page.type_into("form [name=message]", "Hay").await;
        for (field, key) in [("[name=consent]", ' '), ("[type=submit]", char::from(Key::Enter))] {
            page.run(&format!("$('form {field}').focus()")).await;
            page.press(&[key]).await;
        }
        // No script reaches the desk: what was written waits, and an ordinary form may take it there.
        page.until("$('.outcome.wait form button')").await;
        assert_eq!(sites.desk.count("phan-hoi"), 0);
        page.click(".outcome.wait form button").await;
        if is_allowed {
            is_asked(&sites.desk, "/phan-hoi").await;
        } else {
            page.until("consoled.some((violation) => violation.startsWith('form-action'))")
                .await;
            assert_eq!(sites.desk.count("phan-hoi"), 0);
            assert_eq!(
                page.js("JSON.parse(JSON.parse(localStorage[Object.keys(localStorage)[0]]).body).message")
                    .await,
                "Hay",
                "what was written stays"
            );
        }
    }
}

/// The list with other words for scripts.
fn scripts(words: &str) -> String {
    let others = PERMISSIONS
        .into_iter()
        .filter(|(directive, _)| *directive != "script-src");
    let words = [("script-src", words), ("script-src", "'wasm-unsafe-eval'")];
    policy(&words.into_iter().chain(others).collect::<Vec<_>>())
}

#[tokio::test]
async fn by_nonce_the_tag_alone_needs_it_with_strict_dynamic_and_without() {
    let tag = TAG.replace("async", "async nonce='ba1c3f'");
    for words in ["'nonce-ba1c3f' 'strict-dynamic'", "'nonce-ba1c3f'"] {
        let sites = Sites::new().await;
        let page = sites.open(&scripts(words), &tag).await;
        sites.all_works(&page).await;
    }
    let sites = Sites::new().await;
    let page = sites.open(&scripts("'nonce-ba1c3f' 'strict-dynamic' BUILD"), TAG).await;
    page.until("document.readyState === 'complete'").await;
    page.stays(CHILDREN, true).await;
}

/// What stands in the page is allowed by its hash, and what it brings by `'strict-dynamic'`.
#[tokio::test]
async fn by_hash_a_script_in_the_page_may_bring_ours_where_strict_dynamic_stands() {
    let sites = Sites::new().await;
    // Trusted Types would ask for a policy of the portal's own here.
    let inline = sites.fill(
        "const s = document.createElement('script'); s.async = true; s.src = 'BUILD/tinbai.js'; document.head.append(s)",
    );
    let tag = format!("<script>{inline}</script>");
    let words = format!("{} 'strict-dynamic'", hash(&inline));
    let lax = |policy: String| policy.replace("require-trusted-types-for 'script'", "object-src 'none'");
    let page = sites.open(&lax(scripts(&words)), &tag).await;
    sites.all_works(&page).await;

    let sites = Sites::new().await;
    let inline = inline.replace("BUILD", sites.build.origin());
    let page = sites.open(&lax(scripts(&hash(&inline))), &tag).await;
    page.until("document.readyState === 'complete'").await;
    page.stays(CHILDREN, true).await;
}

#[tokio::test]
async fn by_hash_the_pinned_tag_is_allowed_by_its_own_digest() {
    let sites = Sites::new().await;
    let tag = pinned_tag(&sites.build.url);
    let digest = tag.split('"').find(|word| word.starts_with("sha384-")).unwrap();
    let page = sites
        .open(&scripts(&format!("'{digest}' 'strict-dynamic'")), &tag)
        .await;
    sites.all_works(&page).await;
}

/// A portal that isolates itself asks each answer whether it may be used there.
#[tokio::test]
async fn an_isolated_portal_needs_the_headers_that_the_build_and_the_images_are_served_with() {
    let open = async |sites: &Sites, tag: &str| {
        let html = format!(
            "<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{tag}<body>{ELEMENT}"
        );
        let answer = Answer::html(sites.fill(&html))
            .with_header("cross-origin-embedder-policy", "require-corp")
            .with_header("cross-origin-opener-policy", "same-origin");
        sites.portal.set("/", answer);
        Page::open(&sites.portal.url).await
    };
    let shared = |answer: Answer| answer.with_header("cross-origin-resource-policy", "cross-origin");
    let loader = || {
        Answer::new(
            "text/javascript",
            std::fs::read(tinbai_e2e::places::dist().join("tinbai.js")).unwrap(),
        )
    };

    let sites = Sites::new().await;
    sites.build.set("/tinbai.js", shared(loader()));
    sites.media.set("/cau.svg", shared(Answer::svg(1200, 800)));
    sites.media.set("/cau.wav", shared(Answer::new("audio/wav", silence())));
    let page = open(&sites, TAG).await;
    assert_eq!(page.js("crossOriginIsolated").await, true);
    sites.all_works(&page).await;

    // Without it no photo; a tag that asks by CORS, as the pinned one does, needs none.
    let sites = Sites::new().await;
    let page = open(&sites, &pinned_tag(&sites.build.url)).await;
    page.until_reading(feeds::NEWEST).await;
    page.stays("!($('[part~=photo] img')?.naturalWidth > 0)", true).await;

    let sites = Sites::new().await;
    let page = open(&sites, TAG).await;
    page.until("document.readyState === 'complete'").await;
    page.stays(CHILDREN, true).await;
}

/// A page of the portal's with the widget's page in a frame.
async fn framed(sites: &Sites, sandbox: &str, head: &str) -> Page {
    let html = format!(
        "<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{head}{TAG}<body>{ELEMENT}"
    );
    sites.portal.set("/khung", Answer::html(sites.fill(&html)));
    let around = format!(
        "<!doctype html><title>Cổng</title><iframe sandbox='{sandbox}' src='/khung' width=900 height=800></iframe>"
    );
    sites.portal.set("/", Answer::html(around));
    let page = Page::open(&sites.portal.url).await;
    page.enter_frame(0).await.unwrap();
    page
}

#[tokio::test]
async fn in_a_sandbox_without_an_origin_scripts_are_all_that_it_needs() {
    let sites = Sites::new().await;
    let page = framed(&sites, "allow-scripts", "").await;
    page.until_reading(feeds::NEWEST).await;
    let storage = "(() => { try { return String(localStorage) } catch (error) { return error.name } })()";
    assert_eq!(
        page.js("[origin, STORAGE]".replace("STORAGE", storage).as_str()).await,
        json!(["null", "SecurityError"])
    );
    sites.all_works(&page).await;
    page.run("history.back()").await;
    page.until_reading(feeds::NEWEST).await;
    let sent = sites.desk.received("/phan-hoi");
    assert_eq!(sent[0].header("origin"), "null", "which the endpoint must allow");
    assert_eq!(sent[0].json()["message"], "Hay");

    // Where Wasm can't run too: the press is heard, since the browser swallows what comes of it.
    let sites = Sites::new().await;
    let page = framed(&sites, "allow-scripts", "<script>delete window.WebAssembly</script>").await;
    page.until_painted(feeds::NEWEST).await;
    send(&page).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(sites.desk.received("/phan-hoi")[0].json()["message"], "Hay");
}

#[tokio::test]
async fn in_a_sandbox_without_scripts_the_elements_children_are_what_is_read() {
    let sites = Sites::new().await;
    let page = framed(&sites, "", "").await;
    // No script of a driver's runs there either.
    let link = page.browser.client.find(Locator::Css("tin-bai > a")).await.unwrap();
    assert_eq!(link.text().await.unwrap(), "Đọc trên báo");
    assert_eq!(sites.feed.count("feed.json"), 0);
}

#[tokio::test]
async fn a_page_from_a_file_reads_as_any_other() {
    let sites = Sites::new().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tin.html");
    let html =
        format!("<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{TAG}<body>{ELEMENT}");
    std::fs::write(&file, sites.fill(&html)).unwrap();
    let page = Page::open(&format!("file://{}", file.display())).await;
    sites.all_works(&page).await;
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(sites.desk.received("/phan-hoi")[0].header("origin"), "null");
}

#[tokio::test]
async fn a_page_in_srcdoc_reads_as_any_other() {
    let sites = Sites::new().await;
    let inner = sites.fill(&format!(
        "<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{TAG}<body>{ELEMENT}"
    ));
    let around = format!(
        "<!doctype html><title>Cổng</title><iframe srcdoc=\"{}\" width=900 height=800></iframe>",
        inner.replace('&', "&amp;").replace('"', "&quot;")
    );
    sites.portal.set("/", Answer::html(around));
    let page = Page::open(&sites.portal.url).await;
    page.enter_frame(0).await.unwrap();
    sites.all_works(&page).await;
    assert_eq!(page.js("location.href.split('#')[0]").await, "about:srcdoc");
    page.run("history.back()").await;
    page.until_reading(feeds::NEWEST).await;
}
