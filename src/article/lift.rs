//! Takes blocks out of inline elements: `<b><p>…</p></b>` becomes `<p><b>…</b></p>`, which says the same.

use super::body::Node;
use super::layout::has_content;

/// Whether a node stands among paragraphs, not inside one: a block, or something around a block.
pub fn is_block(node: &Node) -> bool {
    match node {
        Node::Element { tag, children, .. } => tag.is_block() || children.iter().any(is_block),
        Node::Media(_) | Node::Embed(_) => true,
        Node::Link(link) => link.children.iter().any(is_block),
        Node::Text(_) | Node::Image(_) => false,
    }
}

/// An inline element around blocks goes into each of them. A link may stay around blocks.
fn lift(node: Node) -> Vec<Node> {
    match node {
        Node::Element { tag, said, children } if !tag.is_block() && children.iter().any(is_block) => {
            spread(children, &|children| Node::Element {
                tag,
                said: said.clone(),
                children,
            })
        }
        other => vec![other],
    }
}

/// All of them.
pub fn lifted(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        out.append(&mut lift(node));
    }
    out
}

fn spread(nodes: Vec<Node>, wrap: &dyn Fn(Vec<Node>) -> Node) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut run = Vec::new();
    for node in lifted(nodes) {
        if is_block(&node) {
            finish(&mut run, wrap, &mut out);
            out.push(with_children(node, &|children| spread(children, wrap)));
        } else {
            run.push(node);
        }
    }
    finish(&mut run, wrap, &mut out);
    out
}

fn finish(run: &mut Vec<Node>, wrap: &dyn Fn(Vec<Node>) -> Node, out: &mut Vec<Node>) {
    if run.iter().any(has_content) {
        out.push(wrap(std::mem::take(run)));
    } else {
        out.append(run);
    }
}

fn with_children(mut node: Node, change: &dyn Fn(Vec<Node>) -> Vec<Node>) -> Node {
    if let Some(children) = node.list_mut() {
        *children = change(std::mem::take(children));
    }
    node
}
