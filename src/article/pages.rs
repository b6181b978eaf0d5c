//! A feed in pages: older items come behind the newer ones, each once, and there is an end to it.

use super::{Article, Feed, Seen, WebUrl};
use std::rc::Rc;

/// The most pages after the first one.
const MOST_PAGES: usize = 50;
/// The most articles of all pages together.
const MOST_ARTICLES: usize = 5000;

/// The pages of one feed that were asked for, after the first one.
#[derive(Debug, Default)]
pub struct Pages {
    pages: Vec<Rc<Feed>>,
    /// Where they were asked for, and where they came from.
    seen: Vec<WebUrl>,
}

impl Pages {
    /// The feed with this page behind it, which was asked for at `feed.next`. There is no further one where it would be one
    /// that was there already, where this one brought nothing new, or where it is enough.
    pub fn add(&mut self, feed: &Feed, page: Rc<Feed>) -> Feed {
        let mut articles = feed.articles.clone();
        let mut seen = Seen::default();
        for article in &articles {
            seen.is_new(&article.id.0);
        }
        for article in &page.articles {
            if articles.len() < MOST_ARTICLES && seen.is_new(&article.id.0) {
                articles.push(article.clone());
            }
        }
        self.seen.extend([&feed.base, &page.base].into_iter().cloned());
        self.seen.extend(feed.next.clone());
        let is_new = articles.len() > feed.articles.len();
        let goes_on = is_new && articles.len() < MOST_ARTICLES && self.pages.len() + 1 < MOST_PAGES;
        let next = page.next.clone().filter(|next| goes_on && !self.seen.contains(next));
        self.pages.push(page);
        Feed {
            base: feed.base.clone(),
            title: feed.title.clone(),
            home: feed.home.clone(),
            articles,
            links: feed.links.clone(),
            desk: feed.desk.clone(),
            next,
            dropped: feed.dropped,
        }
    }

    /// What is relative in an article resolves against the page that it came in.
    pub fn base_of<'a>(&'a self, article: &Rc<Article>, feed: &'a Feed) -> &'a WebUrl {
        let has_it = |page: &&Rc<Feed>| page.articles.iter().any(|own| Rc::ptr_eq(own, article));
        self.pages.iter().find(has_it).map_or(&feed.base, |page| &page.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::seen::tests::COMPARED;
    use crate::article::{Body, Headline, ItemId};

    fn article(id: String) -> Rc<Article> {
        Rc::new(Article {
            headline: Headline::new(&id).unwrap(),
            id: ItemId(id.into()),
            url: None,
            lead: None,
            photo: None,
            body: Body::Absent,
            authors: vec![],
            published: None,
            modified: None,
            tags: vec![],
            language: None,
            recording: None,
            related: vec![],
        })
    }

    fn url(page: usize) -> WebUrl {
        WebUrl::parse(&format!("https://bao.example/feed.json?trang={page}")).unwrap()
    }

    /// The `n`th page with these items, and the number of the next one.
    fn page(n: usize, items: std::ops::Range<usize>, next: Option<usize>) -> Rc<Feed> {
        Rc::new(Feed {
            base: url(n),
            title: None,
            home: None,
            articles: items.map(|n| article(n.to_string())).collect(),
            links: vec![],
            desk: None,
            next: next.map(url),
            dropped: 0,
        })
    }

    fn ids(feed: &Feed) -> Vec<&str> {
        feed.articles.iter().map(|article| &*article.id.0).collect()
    }

    #[test]
    fn a_page_comes_behind_what_is_there_and_each_item_once() {
        let mut pages = Pages::default();
        let feed = pages.add(&page(1, 0..3, Some(2)), page(2, 1..5, Some(3)));
        assert_eq!(ids(&feed), ["0", "1", "2", "3", "4"]);
        assert_eq!(feed.next, Some(url(3)));
        assert_eq!(feed.base, url(1));
    }

    #[test]
    fn a_page_costs_as_many_comparisons_as_there_are_items_a_dozen_times() {
        for count in [1250, 2500, 5000] {
            let first = page(1, 0..count / 2, Some(2));
            let second = page(2, count / 2..count, None);
            COMPARED.set(0);
            assert_eq!(Pages::default().add(&first, second).articles.len(), count);
            assert!(COMPARED.get() <= count * 13, "{count}: {}", COMPARED.get());
        }
    }

    #[test]
    fn an_articles_addresses_are_its_own_pages() {
        let mut pages = Pages::default();
        let feed = pages.add(&page(1, 0..2, Some(2)), page(2, 1..4, None));
        let bases: Vec<_> = feed
            .articles
            .iter()
            .map(|article| pages.base_of(article, &feed).clone())
            .collect();
        assert_eq!(bases, [url(1), url(1), url(2), url(2)]);
    }

    #[test]
    fn pages_that_lead_round_and_round_end() {
        let mut pages = Pages::default();
        let feed = pages.add(&page(1, 0..2, Some(2)), page(2, 2..4, Some(3)));
        for back in [1, 2, 3] {
            let mut pages = Pages {
                pages: vec![],
                seen: pages.seen.clone(),
            };
            assert_eq!(pages.add(&feed, page(3, 4..6, Some(back))).next, None, "to {back}");
        }
        assert_eq!(pages.add(&feed, page(3, 4..6, Some(4))).next, Some(url(4)));
    }

    #[test]
    fn a_page_that_brings_nothing_new_is_the_last_one() {
        let feed = Pages::default().add(&page(1, 0..4, Some(2)), page(2, 0..4, Some(3)));
        assert_eq!((ids(&feed).len(), feed.next), (4, None));
    }

    #[test]
    fn there_is_an_end_to_pages_and_to_items() {
        let mut pages = Pages::default();
        let mut feed = Feed {
            ..Rc::into_inner(page(0, 0..1, Some(1))).unwrap()
        };
        let mut count = 0;
        while feed.next.is_some() {
            count += 1;
            feed = pages.add(&feed, page(count, count..count + 1, Some(count + 1)));
        }
        assert_eq!((count, feed.articles.len()), (MOST_PAGES, MOST_PAGES + 1));

        let feed = Pages::default().add(&page(1, 0..4999, Some(2)), page(2, 4999..5002, Some(3)));
        assert_eq!((feed.articles.len(), feed.next), (MOST_ARTICLES, None));
    }
}
