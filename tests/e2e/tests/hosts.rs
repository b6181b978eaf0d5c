//! Hostile and old pages (`pages/`), each from both sides: the widget is read there, and the page is as it is without it.

use tinbai_e2e::{Answer, Page, World, feeds};

const TAG: &str = "<script async src='PAPER/tinbai.js'></script>";
const ELEMENT: &str = "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>";
const CENSUS: &str = include_str!("../pages/census.js");
/// All that a page has while a widget is read; that is heard belongs to the widget's life.
const WHILE_READ: &str = "census('globals', 'prototypes', 'sheets', 'head', 'body', 'looks', 'focus', 'history', 'handlers', 'kept', 'console')";
/// And when it has been taken out, after a reader has gone from item to item.
const AFTER: &str =
    "census('globals', 'prototypes', 'sheets', 'head', 'body', 'looks', 'handlers', 'kept', 'console', 'listeners')";
/// Whether what is read is laid out as everywhere: text in lines from the left, in the reader's own size.
const LAID_OUT: &str = "(() => {
    const { writingMode, direction, fontSize, display } = getComputedStyle($('.tinbai'));
    const { width, height } = $('[part~=body] > p').getBoundingClientRect();
    return [writingMode, direction, fontSize, display, width > 200 && width > height, getComputedStyle($('.track')).display].join(' ');
})()";
const AS_EVERYWHERE: &str = "horizontal-tb ltr 16px block true flex";

pub struct Visit {
    pub world: World,
    pub page: Page,
    html: String,
    /// What the page has without us, while the widget would be read and after.
    before: (String, String),
}

impl Visit {
    /// The page without any of ours, looked at. `TAG` and `ELEMENT` in it stand for ours; so does what is between `OURS[` and `]OURS`.
    pub async fn before(html: &str) -> Self {
        let world = World::new().await;
        world.portal.set("/census.js", Answer::new("text/javascript", CENSUS));
        world.portal.set("/", Answer::html(bare(html)));
        let page = Page::open(&world.portal.url).await;
        let mut visit = Self {
            world,
            page,
            html: filled(html),
            before: Default::default(),
        };
        visit.settle().await;
        visit.before = (visit.text(WHILE_READ).await, visit.text(AFTER).await);
        visit
    }

    /// The same page with what is ours.
    pub async fn enter(&self) {
        self.world.raw_page("/", &self.html);
        self.page.goto(&self.world.portal.url).await;
        self.settle().await;
    }

    pub async fn is_as_before_while_it_is_read(&self) {
        Self::compare(&self.text(WHILE_READ).await, &self.before.0, "while it is read");
    }

    /// Takes all widgets out, wherever they are.
    pub async fn is_as_before_without_it(&self) {
        self.page
            .run("document.querySelectorAll('tin-bai').forEach((one) => one.parentNode.removeChild(one))")
            .await;
        self.page
            .until_is("document.querySelectorAll('tin-bai').length", 0)
            .await;
        Self::compare(&self.text(AFTER).await, &self.before.1, "after it has been taken out");
    }

    /// The reader is in the page's own field.
    async fn settle(&self) {
        self.page.until("document.readyState === 'complete'").await;
        self.page.run("document.getElementById('tim')?.focus()").await;
    }

    async fn text(&self, expression: &str) -> String {
        self.page.js(expression).await.as_str().expect("text").to_owned()
    }

    /// The widget is read, from one item to the next and back.
    pub async fn reads(&self) {
        let page = &self.page;
        page.until("$('.tinbai')?.dataset.reading === 'full'").await;
        // Not as a mouse clicks: something of the page's may lie above.
        page.until("$('.track').scrollWidth > $('.track').clientWidth").await;
        page.until("$('.track').scrollLeft > 0 || void $('[part~=next]').click()")
            .await;
        page.run("$('[part~=related] a[data-item=vuon]').click()").await;
        page.until_reading(feeds::GARDEN).await;
        page.run("history.back()").await;
        page.until_reading(feeds::NEWEST).await;
    }

    /// Each difference is one line: they are what is of interest in a long text.
    fn compare(now: &str, before: &str, when: &str) {
        let missing = |from: &str, other: &str| {
            let other: Vec<_> = other.lines().collect();
            let lines = from.lines().filter(|line| !other.contains(line));
            lines
                .map(|line| line.chars().take(300).collect::<String>())
                .collect::<Vec<_>>()
        };
        assert!(
            now == before,
            "{when}: the page has {:#?}\n where without us it has {:#?}",
            missing(now, before),
            missing(before, now)
        );
    }
}

/// The page as it would be if nobody had put a widget into it.
fn bare(html: &str) -> String {
    let mut bare = html.replace("TAG", "").replace("ELEMENT", "");
    while let Some((before, rest)) = bare.split_once("OURS[") {
        let (_, after) = rest.split_once("]OURS").expect("the end of what is ours");
        bare = format!("{before}{after}");
    }
    bare
}

fn filled(html: &str) -> String {
    html.replace("OURS[", "")
        .replace("]OURS", "")
        .replace("TAG", TAG)
        .replace("ELEMENT", ELEMENT)
}

/// Both sides of one page.
async fn both_sides(html: &str) {
    let visit = Visit::before(html).await;
    visit.enter().await;
    visit.page.until_reading(feeds::NEWEST).await;
    visit.page.until("$('.track')").await;
    assert_eq!(visit.text(LAID_OUT).await, AS_EVERYWHERE);
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
}

#[tokio::test]
async fn a_page_in_quirks_mode() {
    both_sides(include_str!("../pages/quirks.html")).await;
}

#[tokio::test]
async fn a_page_with_overlays_zoom_and_a_root_of_ten_pixels() {
    both_sides(include_str!("../pages/overlays.html")).await;
}

#[tokio::test]
async fn a_page_from_right_to_left() {
    both_sides(include_str!("../pages/rtl.html")).await;
}

#[tokio::test]
async fn a_page_whose_lines_run_from_top_to_bottom() {
    both_sides(include_str!("../pages/vertical.html")).await;
}

#[tokio::test]
async fn a_page_patched_in_the_manner_of_prototype() {
    both_sides(include_str!("../pages/prototype_like.html")).await;
}

#[tokio::test]
async fn a_page_patched_in_the_manner_of_mootools() {
    both_sides(include_str!("../pages/mootools_like.html")).await;
}

#[tokio::test]
async fn a_page_that_gives_every_object_more_members() {
    both_sides(include_str!("../pages/object_extras.html")).await;
}

#[tokio::test]
async fn a_page_with_promises_of_its_own() {
    both_sides(include_str!("../pages/promise.html")).await;
}

#[tokio::test]
async fn a_page_whose_natives_are_frozen() {
    both_sides(include_str!("../pages/frozen.html")).await;
}

#[tokio::test]
async fn a_page_that_wraps_what_it_calls() {
    both_sides(include_str!("../pages/wrapped.html")).await;
}

#[tokio::test]
async fn a_page_that_takes_every_elements_style_away() {
    for value in ["unset", "initial", "revert"] {
        eprintln!("{value}");
        both_sides(&include_str!("../pages/unset.html").replace("VALUE", value)).await;
    }
}
