//! The draft: what a reader has typed about an article, kept on the device until it was sent.

use super::Form;
use crate::article::{ItemId, WebUrl};
use crate::json::{Member, Value, write};

/// What is kept. Consent is not: it is given for what is being sent, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub email: String,
    pub message: String,
    /// The key under which exactly this text was sent without an answer: sending it again can't store it twice.
    pub key: Option<String>,
}

impl Draft {
    /// Reads what was kept, as far as it can be read: another version of us may have kept it.
    fn read(kept: &str) -> Option<Self> {
        let kept = Value::parse(kept).ok()?.object()?;
        let text = |name| kept.string(name).unwrap_or_default();
        Some(Self {
            name: text("name"),
            email: text("email"),
            message: text("message"),
            key: kept.string("key"),
        })
    }

    fn write(&self) -> String {
        let text = |text| Member::Text(text);
        let mut members = vec![
            ("name", text(&self.name)),
            ("email", text(&self.email)),
            ("message", text(&self.message)),
        ];
        members.extend(self.key.as_deref().map(|key| ("key", text(key))));
        write(&members)
    }

    pub fn form(&self) -> Form {
        Form {
            name: self.name.clone(),
            email: self.email.clone(),
            message: self.message.clone(),
            consent: false,
        }
    }
}

/// Where drafts are kept: `localStorage`, which is null or throws in some WebViews and under some settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftStore {
    name: String,
}

impl DraftStore {
    /// The place of the draft to this desk about this item: two newspapers may both have an item `1`.
    pub fn of(desk: &WebUrl, item: &ItemId) -> Self {
        Self {
            name: ["tinbai:draft:", desk.href(), ":", &item.0].concat(),
        }
    }

    pub fn load(&self) -> Option<Draft> {
        let kept = storage()?.get_item(&self.name).ok()??;
        Draft::read(&kept)
    }

    /// Keeps a draft, or forgets an empty one. Says whether that worked.
    pub fn save(&self, draft: &Draft) -> bool {
        let Some(storage) = storage() else {
            return false;
        };
        if draft.form().is_empty() {
            return storage.remove_item(&self.name).is_ok();
        }
        storage.set_item(&self.name, &draft.write()).is_ok()
    }

    /// Forgets what was sent under this key. What was typed since then has another, and stays.
    pub fn forget_sent(&self, key: &str) {
        let is_sent = self.load().is_some_and(|draft| draft.key.as_deref() == Some(key));
        if let Some(storage) = storage().filter(|_| is_sent) {
            // Storage that refuses to delete has refused to keep.
            let _ = storage.remove_item(&self.name);
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A server keeps no reader's draft.
#[cfg(not(target_arch = "wasm32"))]
fn storage() -> Option<web_sys::Storage> {
    None
}
