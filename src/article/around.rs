//! What stands around an article: the newest items, and "Các tin khác".

use super::{Article, Feed};
use std::rc::Rc;

/// The newest article: what `item="latest"` shows.
pub fn newest(feed: &Feed) -> Option<Rc<Article>> {
    newest_of(feed, 1, |_| true).pop()
}

/// "Mới nhất": the newest articles but the open one, if one is.
pub fn latest(feed: &Feed, open: Option<&Article>, most: usize) -> Vec<Rc<Article>> {
    newest_of(feed, most, |article| open.is_none_or(|open| article.id != open.id))
}

/// "Các tin khác": as the newsroom listed them; else those that share a tag, newest first; else the newest others.
pub fn related(feed: &Feed, open: &Article, most: usize) -> Vec<Rc<Article>> {
    let listed: Vec<_> = open
        .related
        .iter()
        .filter(|id| **id != open.id)
        .filter_map(|id| feed.articles.iter().find(|article| article.id == *id))
        .take(most)
        .cloned()
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let shares_a_tag = |article: &Article| article.tags.iter().any(|tag| open.tags.contains(tag));
    let akin = newest_of(feed, most, |article| article.id != open.id && shares_a_tag(article));
    if akin.is_empty() {
        latest(feed, Some(open), most)
    } else {
        akin
    }
}

/// The newest so many of those that are wanted, newest first; items without a date after those with one, in the feed's
/// order. By insertion, because the list is short: a general sort is kilobytes of code.
pub(super) fn newest_of(feed: &Feed, most: usize, is_wanted: impl Fn(&Article) -> bool) -> Vec<Rc<Article>> {
    let date = |article: &Article| article.published.as_ref().map(super::Moment::millis);
    let mut found: Vec<Rc<Article>> = Vec::with_capacity(most + 1);
    for article in feed.articles.iter().filter(|article| is_wanted(article)) {
        let place = found.partition_point(|other| date(other) >= date(article));
        if place < most {
            found.insert(place, article.clone());
            found.truncate(most);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Body, Headline, ItemId, Moment, WebUrl};

    fn article(id: &str, day: u8, tags: &[&str], related: &[&str]) -> Rc<Article> {
        Rc::new(Article {
            id: ItemId(id.into()),
            url: None,
            headline: Headline::new(id).unwrap(),
            lead: None,
            photo: None,
            body: Body::Absent,
            authors: vec![],
            published: Moment::parse(&format!("2026-01-{day:02}T08:00:00+07:00")),
            modified: None,
            tags: tags.iter().map(|tag| (*tag).into()).collect(),
            language: None,
            recording: None,
            related: related.iter().map(|id| ItemId((*id).into())).collect(),
        })
    }

    fn feed(articles: Vec<Rc<Article>>) -> Feed {
        Feed {
            base: WebUrl::parse("https://bao.example/feed.json").unwrap(),
            title: None,
            home: None,
            articles,
            links: vec![],
            desk: None,
            next: None,
            dropped: 0,
        }
    }

    fn ids(articles: &[Rc<Article>]) -> Vec<&str> {
        articles.iter().map(|article| &*article.id.0).collect()
    }

    #[test]
    fn the_latest_are_the_newest_by_date_without_the_open_one() {
        let feed = feed(vec![
            article("cũ", 1, &[], &[]),
            article("không ngày", 0, &[], &[]),
            article("mới", 9, &[], &[]),
            article("giữa", 5, &[], &[]),
        ]);
        assert_eq!(&*newest(&feed).unwrap().id.0, "mới");
        let open = feed.articles[2].clone();
        assert_eq!(ids(&latest(&feed, Some(&open), 9)), ["giữa", "cũ", "không ngày"]);
        assert_eq!(ids(&latest(&feed, Some(&open), 1)), ["giữa"]);
    }

    #[test]
    fn related_items_come_in_the_newsrooms_order() {
        let feed = feed(vec![
            article("mở", 9, &[], &["b", "mất", "mở", "a"]),
            article("a", 1, &[], &[]),
            article("b", 2, &[], &[]),
            article("c", 3, &[], &[]),
        ]);
        assert_eq!(ids(&related(&feed, &feed.articles[0], 9)), ["b", "a"]);
    }

    #[test]
    fn without_a_list_related_items_share_a_tag_else_they_are_the_newest() {
        let feed = feed(vec![
            article("mở", 9, &["Y tế"], &["không có"]),
            article("a", 1, &["Y tế"], &[]),
            article("b", 2, &["Kinh tế"], &[]),
            article("c", 3, &["Đời sống", "Y tế"], &[]),
        ]);
        assert_eq!(ids(&related(&feed, &feed.articles[0], 9)), ["c", "a"]);
        assert_eq!(ids(&related(&feed, &feed.articles[2], 9)), ["mở", "c", "a"]);
    }
}
