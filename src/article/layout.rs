//! Puts a cleaned body in order: loose text into paragraphs, nothing empty, headings fitted under the headline.

use super::body::{Link, Node, Tag};

/// The level of the first heading under the headline, which is an `h2`.
const FIRST_LEVEL: u8 = 3;

/// Makes each run of loose text a paragraph, takes blocks out of paragraphs, and leaves out what is empty.
pub fn paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut run = Vec::new();
    for node in nodes {
        match node {
            Node::Element {
                tag: Tag::Paragraph,
                lang,
                dir,
                children,
            } => {
                finish(&mut run, &mut out);
                if children.iter().any(is_block) {
                    out.extend(paragraphs(children));
                } else {
                    for part in split_at_breaks(children) {
                        out.push(Node::Element {
                            tag: Tag::Paragraph,
                            lang: lang.clone(),
                            dir,
                            children: part,
                        });
                    }
                }
            }
            block if is_block(&block) => {
                finish(&mut run, &mut out);
                out.extend(tidy(block));
            }
            inline => run.push(inline),
        }
    }
    finish(&mut run, &mut out);
    out
}

fn finish(run: &mut Vec<Node>, out: &mut Vec<Node>) {
    for part in split_at_breaks(std::mem::take(run)) {
        out.push(Node::Element {
            tag: Tag::Paragraph,
            lang: None,
            dir: None,
            children: part,
        });
    }
}

/// Two line breaks in a row are how an old editor writes a new paragraph. An image alone stands outside of one.
fn split_at_breaks(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut parts = Vec::new();
    let mut part: Vec<Node> = Vec::new();
    let mut breaks = Vec::new();
    for node in nodes {
        let blank = matches!(&node, Node::Text(text) if is_blank(text));
        if is_break(&node) || (blank && !breaks.is_empty()) {
            breaks.push(node);
            continue;
        }
        if breaks.iter().filter(|node| is_break(node)).count() > 1 {
            parts.push(std::mem::take(&mut part));
            breaks.clear();
        } else if part.is_empty() {
            breaks.clear();
        } else {
            part.append(&mut breaks);
        }
        part.extend(tidy(node));
    }
    parts.push(part);
    parts.retain(|part| part.iter().any(has_content));
    parts
}

/// Leaves out what holds nothing, all the way down; puts what stands in containers in order.
fn tidy(node: Node) -> Option<Node> {
    let all = |children: Vec<Node>| children.into_iter().filter_map(tidy).collect::<Vec<_>>();
    // A paragraph in an item or a cell may hold blocks too, once a `div` was one.
    let flow = |children: Vec<Node>| {
        if children.iter().any(is_paragraph) { paragraphs(children) } else { all(children) }
    };
    let node = match node {
        Node::Element {
            tag,
            lang,
            dir,
            children,
        } => Node::Element {
            tag,
            lang,
            dir,
            children: match tag {
                Tag::Quote => paragraphs(children),
                Tag::Item | Tag::Definition | Tag::Caption => flow(children),
                Tag::Figure => all(structure(children.into_iter().flat_map(out_of_paragraph).collect())),
                tag if is_structure(tag) => all(structure(children)),
                _ => all(children),
            },
        },
        Node::Ordered {
            start,
            reversed,
            children,
        } => Node::Ordered {
            start,
            reversed,
            children: all(structure(children)),
        },
        Node::Link(Link {
            href,
            leaves,
            children,
        }) => Node::Link(Link {
            href,
            leaves,
            children: all(children),
        }),
        // An empty cell keeps its place in its row.
        Node::Cell {
            header,
            colspan,
            rowspan,
            scope,
            children,
        } => {
            return Some(Node::Cell {
                header,
                colspan,
                rowspan,
                scope,
                children: flow(children),
            });
        }
        other => return Some(other),
    };
    let keep = match &node {
        Node::Element { tag, .. } if tag.is_void() => true,
        // White space in an inline element still parts two words.
        Node::Element { tag, children, .. } if !tag.is_block() => !children.is_empty(),
        other => has_content(other),
    };
    keep.then_some(node)
}

fn is_structure(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::List | Tag::Table | Tag::TableHead | Tag::TableBody | Tag::TableFoot | Tag::Row | Tag::Definitions
    )
}

/// White space means nothing between rows and items.
fn structure(children: Vec<Node>) -> Vec<Node> {
    let mut children = children;
    children.retain(|child| !matches!(child, Node::Text(text) if is_blank(text)));
    children
}

fn is_paragraph(node: &Node) -> bool {
    matches!(
        node,
        Node::Element {
            tag: Tag::Paragraph,
            ..
        }
    )
}

fn out_of_paragraph(node: Node) -> Vec<Node> {
    match node {
        Node::Element {
            tag: Tag::Paragraph,
            children,
            ..
        } => children.into_iter().flat_map(out_of_paragraph).collect(),
        other => vec![other],
    }
}

fn is_block(node: &Node) -> bool {
    match node {
        Node::Element { tag, .. } => tag.is_block(),
        Node::Ordered { .. } | Node::Cell { .. } | Node::Media(_) | Node::Embed(_) => true,
        Node::Link(link) => link.children.iter().any(is_block),
        Node::Text(_) | Node::Image(_) => false,
    }
}

fn is_break(node: &Node) -> bool {
    matches!(node, Node::Element { tag: Tag::Break, .. })
}

fn is_blank(text: &str) -> bool {
    // Editors fill an empty paragraph with a no-break space.
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

fn has_content(node: &Node) -> bool {
    match node {
        Node::Text(text) => !is_blank(text),
        Node::Element { tag: Tag::Rule, .. } | Node::Image(_) | Node::Media(_) | Node::Embed(_) => true,
        Node::Element { children, .. } | Node::Ordered { children, .. } | Node::Cell { children, .. } => {
            children.iter().any(has_content)
        }
        Node::Link(link) => link.children.iter().any(has_content),
    }
}

/// Moves the body's headings under the headline: its highest becomes the first level there, the others keep their
/// distance from it.
pub fn fit_headings(nodes: &mut [Node]) {
    let mut highest = 6;
    visit(nodes, &mut |level| highest = highest.min(*level));
    visit(nodes, &mut |level| *level = (*level - highest + FIRST_LEVEL).min(6));
}

fn visit(nodes: &mut [Node], act: &mut impl FnMut(&mut u8)) {
    for node in nodes {
        match node {
            Node::Element { tag, children, .. } => {
                if let Tag::Heading(level) = tag {
                    act(level);
                }
                visit(children, act);
            }
            Node::Ordered { children, .. } | Node::Cell { children, .. } => visit(children, act),
            Node::Link(link) => visit(&mut link.children, act),
            Node::Text(_) | Node::Image(_) | Node::Media(_) | Node::Embed(_) => {}
        }
    }
}
