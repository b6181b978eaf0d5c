//! What the loader calls: one handle for each element.

use super::config::Config;
use super::events::emit_error;
use super::widget::{Command, Platform, Widget, WidgetProps};
use crate::article::ItemId;
use crate::article::WebUrl;
use crate::feed::{DomParser, FeedSource};
use crate::feedback::Device;
use crate::labels::Book;
use crate::view::Painted;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};
use yew::AppHandle;

/// A mounted widget. The loader keeps it for as long as the element is in a page.
#[wasm_bindgen]
pub struct Handle {
    app: AppHandle<Widget>,
    host: HtmlElement,
    platform: Platform,
    /// Attribute values that were already complained of.
    told: RefCell<Vec<String>>,
}

#[wasm_bindgen]
extern "C" {
    /// What the loader painted before we were here.
    pub type PlainReading;

    #[wasm_bindgen(method, getter)]
    fn id(this: &PlainReading) -> String;

    /// Absent where we would make something else of the item.
    #[wasm_bindgen(method, getter)]
    fn article(this: &PlainReading) -> Option<Element>;

    #[wasm_bindgen(method, getter)]
    fn track(this: &PlainReading) -> Option<Element>;

    #[wasm_bindgen(method, getter)]
    fn related(this: &PlainReading) -> Vec<String>;

    /// To be called right before its elements are taken.
    #[wasm_bindgen(method, getter)]
    fn taking(this: &PlainReading) -> js_sys::Function;
}

/// Mounts a widget. `root` is an element of its own for the host element's shadow root; `name` is the widget's in the
/// page's fragment; `source` fetches, `parse` makes an inert document of markup; `rendered` is told after each rendering
/// whether the widget is still loading, and the id of the article that it shows; `device` is what feedback needs of the
/// platform; `book` are the host's own words; `plain` is what is on show until then.
#[wasm_bindgen]
#[allow(
    clippy::too_many_arguments,
    reason = "one call of the loader's; an object of them would be as many reads"
)]
pub fn mount(
    host: HtmlElement,
    root: Element,
    name: String,
    source: FeedSource,
    parse: js_sys::Function,
    rendered: js_sys::Function,
    device: Device,
    book: Option<Book>,
    plain: Option<PlainReading>,
) -> Handle {
    let platform = Platform {
        host: host.clone(),
        name: name.into(),
        source,
        parser: DomParser::new(parse),
        rendered,
        device,
        taking: plain.as_ref().map(PlainReading::taking),
        painted: plain.map(|plain| {
            Rc::new(Painted {
                id: ItemId(plain.id().into()),
                article: plain.article(),
                track: plain.track(),
                related: plain.related().into_iter().map(|id| ItemId(id.into())).collect(),
            })
        }),
    };
    let told = RefCell::default();
    let props = WidgetProps {
        config: config(&host, book, &told),
        platform: platform.clone(),
    };
    Handle {
        app: yew::Renderer::<Widget>::with_root_and_props(root, props).render(),
        host,
        platform,
        told,
    }
}

#[wasm_bindgen]
impl Handle {
    /// Reads the attributes again, and the host's own words.
    pub fn update(&mut self, book: Option<Book>) {
        let config = config(&self.host, book, &self.told);
        self.app.update(WidgetProps {
            config,
            platform: self.platform.clone(),
        });
    }

    /// Opens an item by its id or address, as a click on it would.
    pub fn show(&self, id: &str) {
        self.app.send_message(Command::Show(id.into()));
    }

    /// Fetches the feed again.
    pub fn reload(&self) {
        self.app.send_message(Command::Reload);
    }

    /// What is shown came from a copy, and the newspaper has answered: `anew` shows that as if nothing had been shown yet;
    /// `arrives` takes the focus there.
    pub fn renew(&self, anew: bool, arrives: bool) {
        self.app.send_message(Command::Renew { anew, arrives });
    }

    /// Takes the widget out of the page.
    pub fn unmount(self) {
        self.app.destroy();
    }
}

fn config(host: &HtmlElement, book: Option<Book>, told: &RefCell<Vec<String>>) -> Rc<Config> {
    let page = host.base_uri().ok().flatten().and_then(|base| WebUrl::parse(&base));
    let (mut config, invalid) = Config::read(
        |name| host.get_attribute(name),
        page.as_ref(),
        page_lang(host).as_deref(),
    );
    let has_book = book.is_some();
    if let Some(book) = book {
        config.lang = config.lang.with(book);
    }
    for invalid in invalid {
        let (name, value) = (invalid.attribute, &*invalid.value);
        // Of a page whose words are in that language it is no fault.
        if has_book && name == "lang" {
            continue;
        }
        let message = [name, "=\"", value, "\" is not a value of it; the default holds"].concat();
        if !told.borrow().contains(&message) {
            told.borrow_mut().push(message.clone());
            // Not now: a host that mends the attribute when it hears of it calls us again.
            let host = host.clone();
            wasm_bindgen_futures::spawn_local(async move { emit_error(&host, "attribute-invalid", &message, &[]) });
        }
    }
    Rc::new(config)
}

/// The nearest `lang` around the element, through shadow roots.
fn page_lang(host: &HtmlElement) -> Option<String> {
    let mut at: Element = host.parent_element().or_else(|| shadow_host(host))?;
    loop {
        if let Some(nearest) = at.closest("[lang]").ok()? {
            return nearest.get_attribute("lang");
        }
        at = shadow_host(&at)?;
    }
}

fn shadow_host(element: &Element) -> Option<Element> {
    let root = element.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok()?;
    Some(root.host())
}
