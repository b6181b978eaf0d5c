//! The allowlist, with html5ever in the place of the browser's parser.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

#[macro_use]
mod common;

use common::attacks::{ATTACKS, check_addresses, check_element, deep};
use common::native::{Html5ever, corpus, document, render, root};
use common::{cleaned, outline, urls, with_body};
use std::panic::catch_unwind;
use tinbai::article::{ParseHtml, RawNode, plain_text};
use tinbai::labels::Lang;
use tinbai::view::body;

macro_rules! natively {
    ($($name:ident: $html:expr => $outline:expr;)*) => {
        $(
            #[test]
            fn $name() {
                assert_eq!(outline(&cleaned($html, &Html5ever)), $outline);
                check($html).unwrap();
            }
        )*
    };
}

for_each_body!(natively);
for_each_benign_body!(natively);

/// The cases of bodies of news, by name.
macro_rules! names {
    ($($name:ident: $html:expr => $outline:expr;)*) => {
        const BENIGN: &[(&str, &str)] = &[$((stringify!($name), $html)),*];
    };
}
for_each_benign_body!(names);

#[test]
fn what_comes_through_is_what_the_documentation_says() {
    let told = std::fs::read_to_string(root().join("docs/body.md")).unwrap();
    let rows: Vec<_> = told
        .lines()
        .filter_map(|line| line.strip_suffix("` |")?.rsplit_once("| `"))
        .map(|(_, name)| name)
        .collect();
    let cases: Vec<_> = BENIGN.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        rows, cases,
        "docs/body.md has a row for each case of tests/common/benign.rs, in its order"
    );
}

#[test]
fn no_parser_moves_anything_in_bodies_of_news() {
    for (name, html) in BENIGN {
        check_that_no_parser_moves_anything(html).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// What must hold of any body: in the tree, in its markup, and in what a parser makes of that markup.
fn check(html: &str) -> Result<(), String> {
    check_addresses(&cleaned(html, &Html5ever))?;
    let markup = rendered(html);
    for (name, attributes) in elements(&Html5ever.parse(&format!("<!doctype html>{markup}"))) {
        check_element(&name, &attributes)?;
    }
    Ok(())
}

fn rendered(html: &str) -> String {
    render(body(&with_body(html, &Html5ever), Lang::Vi.labels()).into())
}

fn elements(nodes: &[RawNode]) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = vec![];
    for node in nodes {
        if let RawNode::Element {
            name,
            attributes,
            children,
        } = node
        {
            out.push((name.clone(), attributes.clone()));
            out.extend(elements(children));
        }
    }
    out
}

/// The tags of markup in their order, void elements without an end.
fn tags(markup: &str) -> Vec<String> {
    markup
        .split('<')
        .skip(1)
        .map(|rest| rest.split([' ', '>']).next().unwrap().to_owned())
        .collect()
}

/// A parser moves nothing in what was rendered: it is the same tree again.
fn check_that_no_parser_moves_anything(html: &str) -> Result<(), String> {
    let markup = rendered(html);
    let again = document(&format!("<!doctype html>{markup}"));
    let body = again.select(&scraper::Selector::parse("body").unwrap()).next().unwrap();
    let written = tags(&body.inner_html());
    if written == tags(&markup) {
        Ok(())
    } else {
        Err(format!("{markup}\n  became {}", body.inner_html()))
    }
}

#[test]
fn whatever_an_attacker_writes_only_known_elements_attributes_and_addresses_come_out() {
    for (kind, attacks) in ATTACKS {
        for attack in *attacks {
            check(attack).unwrap_or_else(|error| panic!("{kind}: {attack}: {error}"));
        }
    }
}

#[test]
fn whatever_an_attacker_nests_a_parser_finds_the_same_tree_again() {
    for (kind, attacks) in ATTACKS {
        for attack in *attacks {
            check_that_no_parser_moves_anything(attack).unwrap_or_else(|error| panic!("{kind}: {attack}: {error}"));
        }
    }
}

#[test]
fn the_text_of_scripts_and_styles_is_not_read_by_anyone() {
    for hidden in [
        "script", "style", "template", "svg", "object", "textarea", "select", "noembed", "noframes", "title",
    ] {
        let html = format!("<p>Đọc được.</p><{hidden}>Không cho đọc</{hidden}><p>Hết.</p>");
        assert_eq!(plain_text(&cleaned(&html, &Html5ever)), "Đọc được. Hết.", "{hidden}");
    }
}

#[test]
fn the_check_itself_refuses_what_must_not_come_out() {
    let attribute = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
    assert!(check_element("script", &[]).is_err());
    assert!(check_element("p", &attribute("onclick", "x")).is_err());
    assert!(check_element("a", &attribute("href", "javascript:x")).is_err());
    assert!(check_element("img", &attribute("srcset", "https://a.example/ 1x, data:x 2x")).is_err());
    assert!(check_element("a", &attribute("href", "https://a.example/")).is_ok());
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let nodes = cleaned("<p>&lt;script&gt;a&lt;/script&gt;</p><xmp><b>b</b></xmp>", &Html5ever);
    assert_eq!(
        outline(&nodes),
        "<p>&lt;script&gt;a&lt;/script&gt;</p><pre>&lt;b&gt;b&lt;/b&gt;</pre>"
    );
}

#[test]
fn what_is_nested_deeper_than_anyone_nests_is_left_out_and_the_stack_holds() {
    // html5ever looks through all open elements at each `div`: not as many of those.
    for (name, depth) in [
        ("b", 5000),
        ("span lang=en", 5000),
        ("x-y", 5000),
        ("table><tr><td", 5000),
        ("div", 1000),
    ] {
        let html = format!("<p>trước</p>{}", deep(name, depth));
        assert_eq!(plain_text(&cleaned(&html, &Html5ever)), "trước", "{name}");
        check(&html).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn a_tree_of_any_depth_is_cleaned_without_a_parsers_limit() {
    struct Given;
    impl ParseHtml for Given {
        fn parse(&self, _: &str) -> Vec<RawNode> {
            let mut node = RawNode::Text("đáy".into());
            for depth in 0..5000 {
                let name = if depth % 2 == 0 { "div" } else { "em" };
                node = RawNode::Element {
                    name: name.into(),
                    attributes: vec![],
                    children: vec![node],
                };
            }
            vec![node, RawNode::Text("cạn".into())]
        }
    }
    assert_eq!(outline(&cleaned("", &Given)), "<p>cạn</p>");
}

#[test]
fn as_deep_as_an_author_goes_nothing_is_lost() {
    assert_eq!(plain_text(&cleaned(&deep("div", 40), &Html5ever)), "đáy");
}

#[test]
fn an_address_is_read_as_a_browser_reads_it() {
    let feed = common::url(common::FEED);
    for (reference, expected) in urls::JOINED {
        let joined = feed.join(reference).map(|url| url.href().to_string());
        assert_eq!(joined.as_deref(), *expected, "{reference:?}");
    }
}

/// The payloads of other sanitisers' own tests.
#[test]
fn nothing_gets_through_of_what_was_tried_on_other_sanitisers() {
    let Some(path) = corpus("xss.jsonl") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut count = 0;
    let mut wrong = vec![];
    for line in text.lines() {
        let payload = serde_json::from_str::<serde_json::Value>(line).unwrap()["payload"]
            .as_str()
            .unwrap()
            .to_owned();
        count += 1;
        let outcome = catch_unwind(|| check(&payload).and_then(|()| check_that_no_parser_moves_anything(&payload)));
        match outcome {
            Ok(Ok(())) => {}
            Ok(Err(error)) => wrong.push(format!("{payload}\n  {error}")),
            Err(_) => wrong.push(format!("{payload}\n  panicked")),
        }
    }
    assert!(count > 1000, "only {count} payloads");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    println!("{count} payloads, nothing got through");
}
