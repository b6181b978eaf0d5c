//! Fits a body's headings under the headline.

use super::body::{Node, Tag};

/// The level of the first heading under the headline, which is an `h2`.
const FIRST_LEVEL: u8 = 3;

/// The highest heading becomes the first level under the headline, the others keep their distance from it.
pub fn fit(nodes: &mut [Node]) {
    let mut highest = 6;
    visit(nodes, &mut |level| highest = highest.min(*level));
    visit(nodes, &mut |level| *level = (*level - highest + FIRST_LEVEL).min(6));
}

fn visit(nodes: &mut [Node], act: &mut dyn FnMut(&mut u8)) {
    for node in nodes {
        if let Node::Element {
            tag: Tag::Heading(level),
            ..
        } = node
        {
            act(level);
        }
        visit(node.children_mut(), act);
    }
}
