//! The photo once more in the body: most newsrooms' systems put it there as the first image.

use super::body::{Node, Tag};
use super::layout::has_content;
use super::{Photo, WebUrl, parted, plain_text};
use std::rc::Rc;

/// Takes the body's first image out where it is the photo, with its figure; answers that figure's caption.
pub fn take_repeated(body: &mut Vec<Node>, photo: &Photo) -> Option<Option<Rc<str>>> {
    for index in 0..body.len() {
        let block = body.get_mut(index)?;
        let Some(src) = first_image(block) else {
            continue;
        };
        let is_it = |url: &WebUrl| is_same(url.href(), &src);
        if !is_it(&photo.src) && !photo.sources.iter().any(|source| is_it(&source.url)) {
            return None;
        }
        if !is_only_that(block) {
            remove(block);
            return Some(None);
        }
        let caption = Some(plain_text(std::slice::from_ref(block))).filter(|caption| !caption.is_empty());
        body.remove(index);
        return Some(caption.map(Into::into));
    }
    None
}

fn first_image(node: &Node) -> Option<Rc<str>> {
    match node {
        Node::Image(picture) => Some(picture.src.href().clone()),
        node => node.children().iter().find_map(first_image),
    }
}

/// A figure, or a paragraph that holds nothing else.
fn is_only_that(node: &Node) -> bool {
    let is_figure = matches!(node, Node::Element { tag: Tag::Figure, .. });
    images(node) == 1 && (is_figure || plain_text(std::slice::from_ref(node)).is_empty())
}

fn images(node: &Node) -> usize {
    match node {
        Node::Image(_) => 1,
        node => node.children().iter().map(images).sum(),
    }
}

/// The first image goes, what is around it stays.
fn remove(node: &mut Node) -> bool {
    let Some(children) = node.list_mut() else {
        return false;
    };
    if let Some(place) = children.iter().position(|child| matches!(child, Node::Image(_))) {
        children.remove(place);
        return true;
    }
    let Some(place) = children.iter_mut().position(remove) else {
        return false;
    };
    // A link around it has nothing to show any more.
    if !children.get(place).is_some_and(has_content) {
        children.remove(place);
    }
    true
}

/// Whether two addresses are one picture: but for its size, as WordPress writes it into the name, and for the query; or
/// under a name so long that it is nobody else's.
fn is_same(one: &str, other: &str) -> bool {
    /// A name of this length was made by a machine.
    const UNIQUE: usize = 24;
    let (one, other) = (stem(one), stem(other));
    let name = |stem: &str| stem.rsplit('/').next().map(str::to_owned);
    one == other || (name(&one) == name(&other) && name(&one).is_some_and(|name| name.len() >= UNIQUE))
}

/// An address without scheme, query, ending, and size.
fn stem(href: &str) -> String {
    let href = parted(href, "://").map_or(href, |(_, rest)| rest);
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let stem = path
        .rsplit_once('.')
        .filter(|(_, ending)| ending.len() <= 4)
        .map_or(path, |(stem, _)| stem);
    let stem = stem.strip_suffix("-scaled").unwrap_or(stem);
    let is_size = |text: &&str| {
        text.split_once('x').is_some_and(|(width, height)| {
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number(width) && is_number(height)
        })
    };
    match stem.rsplit_once('-').filter(|(_, size)| is_size(size)) {
        Some((stem, _)) => stem.to_owned(),
        None => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_queries_make_no_other_picture() {
        let same = |one: &str, other: &str| is_same(one, other);
        assert!(same("https://a.example/anh/1.jpg", "http://a.example/anh/1.jpg?w=640"));
        assert!(same("https://a.example/lua-1024x576.jpg", "https://a.example/lua.jpg"));
        assert!(same(
            "https://a.example/lua-scaled.jpg",
            "https://a.example/lua-300x200.webp"
        ));
        assert!(same(
            "https://a.example/zoom/640/2026/cau-tre-17001234567891234567.jpg",
            "https://b.example/2026/cau-tre-17001234567891234567.jpg"
        ));
        assert!(!same("https://a.example/anh/1.jpg", "https://a.example/tin/1.jpg"));
        assert!(!same("https://a.example/lua-1.jpg", "https://a.example/lua-2.jpg"));
        assert!(!same("https://a.example/lua-axb.jpg", "https://a.example/lua.jpg"));
    }
}
