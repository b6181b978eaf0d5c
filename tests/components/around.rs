//! What stands around an article: carousel, latest, links.

use super::{full, here, newest, reading, show};
use crate::common;
use crate::common::native::{Html5ever, Page, fixture};
use crate::common::{bare, url};
use std::rc::Rc;
use tinbai::article::Article;
use tinbai::feed::read;
use tinbai::labels::Lang;
use tinbai::view::{Carousel, Section, links};
use yew::prelude::*;

fn carousel(articles: Vec<Rc<Article>>) -> Page {
    show(html! { <Carousel {articles} scene={Rc::new(here())} /> })
}

fn articles(ids: &[&str]) -> Vec<Rc<Article>> {
    ids.iter()
        .map(|id| {
            Rc::new(Article {
                url: Some(url(&format!("https://bao.example/tin/{id}"))),
                ..bare(id)
            })
        })
        .collect()
}

#[test]
fn a_carousel_is_a_list_of_ordinary_links_with_two_buttons() {
    let mut all = articles(&["mot", "hai", "ba"]);
    all.push(full().articles[0].clone());
    let page = carousel(all);
    let label = page.attr("section[part=related]", "aria-labelledby").unwrap();
    assert_eq!(page.text(&format!("h3#{label}")), "Các tin khác");
    assert_eq!(
        page.attrs("ul[role=list] > li[part=card] > a", "href"),
        [
            "https://huyen.example/tin?id=1#tinbai=mot",
            "https://huyen.example/tin?id=1#tinbai=hai",
            "https://huyen.example/tin?id=1#tinbai=ba",
            "https://huyen.example/tin?id=1#tinbai=lua-chin",
        ]
    );
    assert_eq!(page.text("[role=status]"), "Tin 1 trên 4");
    assert_eq!(
        page.attrs("button[type=button]", "aria-label"),
        ["Tin trước", "Tin tiếp theo"]
    );
    assert!(page.has("button[part=previous]") && page.has("button[part=next]"));
    assert!(!page.has("button[disabled]"), "a disabled button loses the focus");
}

#[test]
fn a_thumbnail_is_small_late_and_not_read_out() {
    let page = carousel(vec![full().articles[0].clone()]);
    assert!(page.has("[aria-hidden=true] picture > img[loading=lazy]"));
    assert!(!page.has("[fetchpriority]"));
    assert_eq!(
        page.attrs("[part=card] time", "datetime"),
        ["2026-10-05T06:30:00+07:00"]
    );
}

#[test]
fn a_carousel_without_articles_is_not_there() {
    assert!(!carousel(vec![]).has("section"));
    assert!(newest(&[], &here()).is_none());
}

#[test]
fn the_latest_stand_in_the_order_they_are_given() {
    let page = newest(&articles(&["ba", "mot", "hai"]), &here()).unwrap();
    assert_eq!(page.texts("section[part=latest] > ol > li > a"), ["ba", "mot", "hai"]);
    assert_eq!(page.text("section[part=latest] > h3#latest"), "Mới nhất");
}

#[test]
fn around_an_article_stand_the_related_and_the_newest_others() {
    let page = reading(here(), &Section::ALL);
    assert_eq!(page.attrs("[part=related] a", "data-item"), ["cho-phien", "42"]);
    assert_eq!(page.attrs("[part=latest] a", "data-item"), ["cho-phien", "42"]);
}

#[test]
fn links_to_websites_stand_under_the_names_of_their_groups() {
    let page = show(links(&full(), Lang::Vi.labels()).unwrap());
    assert_eq!(page.text("nav[part=links] > h3#links"), "Liên kết website");
    assert_eq!(page.texts("nav h4"), ["Cơ quan"]);
    assert_eq!(
        page.texts("nav h4 + ul a"),
        ["Cổng thông tin tỉnh", "Sở Nông nghiệp", "thuvien.example"]
    );
    assert_eq!(page.texts("nav div > ul:first-child a"), ["Đài khí tượng"]);
    assert!(page.attrs("nav a", "rel").iter().all(|rel| rel.contains("noopener")));
}

#[test]
fn a_feed_without_links_has_no_place_for_them() {
    let feed = read(&fixture("ban-1-0.json"), &url(common::FEED), &Html5ever).unwrap();
    assert!(links(&feed, Lang::Vi.labels()).is_none());
}

#[test]
fn only_the_sections_that_the_host_wants_are_shown() {
    let parts = [
        (Section::Related, "related"),
        (Section::Latest, "latest"),
        (Section::Links, "links"),
        (Section::Feedback, "feedback"),
    ];
    for (wanted, _) in parts {
        let page = reading(here(), &[wanted]);
        for (section, part) in parts {
            assert_eq!(page.has(&format!("[part={part}]")), section == wanted, "{part}");
        }
        assert!(page.has("[part=article]"));
    }
}
