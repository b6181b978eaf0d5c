//! A parsed tree of HTML before anything in it is trusted.

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

    /// The first element of this name in this node's subtree, the node itself included.
    pub fn find(&self, wanted: &str) -> Option<&Self> {
        match self {
            Self::Text(_) => None,
            Self::Element { name, .. } if name == wanted => Some(self),
            Self::Element { children, .. } => children.iter().find_map(|child| child.find(wanted)),
        }
    }
}

/// An HTML parser that runs nothing and fetches nothing: the browser's in the browser, `html5ever` in native tests.
pub trait ParseHtml {
    /// The nodes of a document's body that holds this markup.
    fn parse(&self, html: &str) -> Vec<RawNode>;
}
