//! Places in a body that its own links lead to: notes and the ways back from them, chapters.

use super::{RawNode, digits};
use std::{ptr, rc::Rc};

/// The most names that are looked at, and how deep.
const MOST: usize = 1000;
const DEEPEST: usize = 64;

/// The names that links ask for, and the first element of each. In the page a place is called by its number in this list: no name out
/// of a feed can take the place of another.
pub struct Marks<'a>(Vec<(&'a str, &'a RawNode)>);

impl<'a> Marks<'a> {
    pub fn of(raw: &'a [RawNode]) -> Self {
        let (mut wanted, mut there) = (Vec::new(), Vec::new());
        gather(raw, DEEPEST, &mut |node| {
            let href = node.attribute("href").and_then(|href| href.trim().strip_prefix('#'));
            add(href.filter(|_| node.is("a")), node, &mut wanted);
        });
        if !wanted.is_empty() {
            gather(raw, DEEPEST, &mut |node| {
                let is_wanted = |name: &&str| wanted.iter().any(|(known, _)| known == name);
                add(name(node).filter(is_wanted), node, &mut there);
            });
        }
        Self(there)
    }

    /// What the place of this name is called, where there is one.
    pub fn named(&self, name: &str) -> Option<Rc<str>> {
        let number = self.0.iter().position(|(known, _)| *known == name)?;
        Some(["note-", &digits(number + 1)].concat().into())
    }

    /// What an element is called, where a link leads to it: to the first of its name, as in any page.
    pub fn at(&self, raw: &RawNode) -> Option<Rc<str>> {
        let name = name(raw)?;
        let is_first = self
            .0
            .iter()
            .any(|(known, first)| *known == name && ptr::eq(*first, raw));
        is_first.then(|| self.named(name))?
    }
}

/// Old editors name places by `<a name>`.
fn name(raw: &RawNode) -> Option<&str> {
    raw.attribute("id")
        .or_else(|| raw.attribute("name").filter(|_| raw.is("a")))
}

fn add<'a>(name: Option<&'a str>, node: &'a RawNode, to: &mut Vec<(&'a str, &'a RawNode)>) {
    if let Some(name) = name
        && !name.is_empty()
        && to.len() < MOST
        && !to.iter().any(|(known, _)| *known == name)
    {
        to.push((name, node));
    }
}

fn gather<'a>(raw: &'a [RawNode], depth: usize, act: &mut dyn FnMut(&'a RawNode)) {
    for node in raw {
        act(node);
        if depth > 0 {
            gather(node.children(), depth - 1, act);
        }
    }
}
