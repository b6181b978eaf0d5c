//! "Liên kết website": links to other sites, in their groups.

use super::el::{El, el};
use crate::article::{Feed, LinkGroup};
use crate::labels::Labels;

pub fn links(feed: &Feed, labels: &Labels) -> Option<El> {
    if feed.links.is_empty() {
        return None;
    }
    let mut groups = el!("div", ["class" = "groups"]);
    for of in &feed.links {
        groups = groups.child(group(of));
    }
    Some(el!(
        "nav",
        ["class" = "links", "part" = "links", "aria-labelledby" = "links"],
        el!("h3", ["id" = "links"], labels.links),
        groups,
    ))
}

fn group(group: &LinkGroup) -> El {
    let mut links = el!("ul", []);
    for link in &group.links {
        let link = el!(
            "a",
            ["href" = link.url.href(), "rel" = "external noopener"],
            &link.title
        );
        links = links.child(el!("li", [], link));
    }
    el!("div", [], group.name.as_ref().map(|name| el!("h4", [], name)), links)
}
