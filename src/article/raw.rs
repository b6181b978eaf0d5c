//! A parsed tree of HTML before anything in it is trusted.

use super::holds;

/// Parsers of ours nest no deeper: no search follows a tree that does.
const DEEPEST: usize = 96;

/// A node as an HTML parser made it: comments, processing instructions and namespaces are already gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawNode {
    /// Text, entities decoded.
    Text(String),
    /// An element, its name in lower case.
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        children: Vec<RawNode>,
    },
}

impl RawNode {
    /// An attribute's value, by its lower-case name.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Element { attributes, .. } => attributes
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.as_str()),
        }
    }

    /// What stands in it.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Text(_) => &[],
            Self::Element { children, .. } => children,
        }
    }

    /// What the author hid was not written for a reader.
    pub fn is_hidden(&self) -> bool {
        self.attribute("hidden").is_some()
            || self.attribute("style").is_some_and(|style| {
                let mut bare = String::new();
                for part in style.split_ascii_whitespace() {
                    bare.push_str(part);
                }
                holds(&bare.to_ascii_lowercase(), "display:none")
            })
    }

    /// Whether it is an element of this name.
    pub fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Element { name, .. } if name == wanted)
    }

    /// The first element of this name in this node's subtree, the node itself included. As deep as parsers go.
    pub fn find(&self, wanted: &str) -> Option<&Self> {
        self.find_within(wanted, DEEPEST)
    }

    fn find_within(&self, wanted: &str, depth: usize) -> Option<&Self> {
        match self {
            Self::Element { name, .. } if name == wanted => Some(self),
            Self::Element { children, .. } if depth > 0 => {
                children.iter().find_map(|child| child.find_within(wanted, depth - 1))
            }
            Self::Element { .. } | Self::Text(_) => None,
        }
    }
}

/// An HTML parser that runs nothing and fetches nothing: the browser's in the browser, `html5ever` in native tests.
pub trait ParseHtml {
    /// The nodes of a document's body that holds this markup.
    fn parse(&self, html: &str) -> Vec<RawNode>;
}
