//! Elements of Yew's tree, made by calls: `html!` writes all of these calls out at each element, which was half of what the
//! view weighed (docs/decisions/0010-lighter-wasm.md).

use crate::article::digits;
use std::rc::Rc;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VNode, VTag, VText};
use yew::{AttrValue, Html, NodeRef};

/// An element: its tag, its attributes, and what is in it.
///
/// `el!("a", ["href" = href, "lang" = lang], "Xem ", title)`. An attribute is left out where its value is `None`, and so is
/// a child; what that leaves is still a place of its own, so that its neighbours stay what they are.
macro_rules! el {
    ($tag:expr, [$($name:literal = $value:expr),* $(,)?] $(, $child:expr)* $(,)?) => {
        $crate::view::el::El::new($tag, &[$($name),*])$(.attribute($value))*$(.child($child))*
    };
}
pub(super) use el;

/// An element in the making. Boxed: what is passed from call to call is one number.
pub struct El(Box<Parts>);

struct Parts {
    tag: VTag,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

impl El {
    /// An element with attributes of these names; their values follow in this order.
    #[inline(never)]
    pub fn new(tag: &'static str, names: &'static [&'static str]) -> Self {
        Self(Box::new(Parts {
            tag: VTag::new(tag),
            names,
            values: Vec::with_capacity(names.len()),
            children: Vec::new(),
        }))
    }

    /// The value of the next attribute.
    #[inline]
    pub fn attribute(self, value: impl Value) -> Self {
        value.put(self)
    }

    /// The next child.
    #[inline]
    pub fn child(self, child: impl Child) -> Self {
        child.put(self)
    }

    /// What an input holds: a property, for a reader changes it.
    pub fn holding(mut self, value: &str) -> Self {
        self.0.tag.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Whether a box is ticked: a property, likewise.
    pub fn ticked(mut self, ticked: bool) -> Self {
        self.0.tag.set_checked(ticked);
        self
    }

    /// Tells it from its neighbours: it is moved with its item.
    pub fn keyed(mut self, key: &Rc<str>) -> Self {
        self.0.tag.key = Some(Key::from(key.clone()));
        self
    }

    /// Is found again through `place` once it is in the page.
    pub fn at(mut self, place: &NodeRef) -> Self {
        self.0.tag.node_ref = place.clone();
        self
    }

    #[inline(never)]
    fn put(mut self, value: Option<AttrValue>) -> Self {
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    #[inline(never)]
    fn put_word(self, value: &'static str) -> Self {
        self.put(Some(AttrValue::Static(value)))
    }

    #[inline(never)]
    fn add(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn add_element(self, child: Self) -> Self {
        self.add(child.into())
    }

    #[inline(never)]
    fn add_text(self, text: AttrValue) -> Self {
        self.add(VText::new(text).into())
    }

    #[inline(never)]
    fn add_words(self, text: &'static str) -> Self {
        self.add_text(AttrValue::Static(text))
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(El(parts): El) -> Self {
        let Parts {
            mut tag,
            names,
            values,
            mut children,
        } = *parts;
        tag.attributes = Attributes::Dynamic {
            keys: names,
            values: values.into_boxed_slice(),
        };
        if let Some(inside) = tag.children_mut() {
            *inside = match children.len() {
                1 => children.pop().unwrap_or_default(),
                _ => list(children),
            };
        }
        VNode::from(tag)
    }
}

/// Several nodes side by side.
#[inline(never)]
pub fn list(nodes: Vec<Html>) -> Html {
    VNode::from(VList::from(nodes))
}

/// What an attribute may be given.
pub trait Value {
    fn put(self, to: El) -> El;
}

impl Value for &'static str {
    #[inline]
    fn put(self, to: El) -> El {
        to.put_word(self)
    }
}

impl Value for &Rc<str> {
    #[inline]
    fn put(self, to: El) -> El {
        to.put(Some(self.clone().into()))
    }
}

impl Value for String {
    #[inline]
    fn put(self, to: El) -> El {
        to.put(Some(self.into()))
    }
}

impl Value for AttrValue {
    #[inline]
    fn put(self, to: El) -> El {
        to.put(Some(self))
    }
}

/// An attribute that counts.
impl Value for u32 {
    #[inline]
    fn put(self, to: El) -> El {
        to.put(Some(digits(self as usize).into()))
    }
}

impl<V: Value> Value for Option<V> {
    #[inline]
    fn put(self, to: El) -> El {
        match self {
            Some(value) => value.put(to),
            None => to.put(None),
        }
    }
}

/// What may stand in an element.
pub trait Child {
    fn put(self, into: El) -> El;
}

impl Child for El {
    #[inline]
    fn put(self, into: El) -> El {
        into.add_element(self)
    }
}

impl Child for Html {
    #[inline]
    fn put(self, into: El) -> El {
        into.add(self)
    }
}

impl Child for &'static str {
    #[inline]
    fn put(self, into: El) -> El {
        into.add_words(self)
    }
}

impl Child for &Rc<str> {
    #[inline]
    fn put(self, into: El) -> El {
        into.add_text(self.clone().into())
    }
}

impl Child for String {
    #[inline]
    fn put(self, into: El) -> El {
        into.add_text(self.into())
    }
}

impl<C: Child> Child for Option<C> {
    #[inline]
    fn put(self, into: El) -> El {
        match self {
            Some(child) => child.put(into),
            None => into.add(Html::default()),
        }
    }
}
