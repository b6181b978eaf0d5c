//! Pages that allow little: what docs/host-contract.md says that a portal must allow is enough, and each word of it is needed.

use crate::sites::{ELEMENT, RECORDER, Sites, TAG, listen, send, silence};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use tinbai_e2e::{Answer, Key, Page, feeds, pinned_tag};

/// The element's own child is what is seen.
const CHILDREN: &str = "shown(W.querySelector('a')) && !headline()";

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
            sites.desk.until_asked("/phan-hoi").await;
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
