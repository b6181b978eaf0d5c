//! The draft: what a reader has typed about an article, kept on the device until it was sent.

use super::Form;
use crate::article::{ItemId, WebUrl};
use serde::{Deserialize, Serialize};

/// What is kept. Consent is not: it is given for what is being sent, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub message: String,
    /// The key under which exactly this text was sent without an answer: sending it again can't store it twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Draft {
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
            name: format!("tinbai:draft:{}:{}", desk.href(), item.0),
        }
    }

    pub fn load(&self) -> Option<Draft> {
        let kept = storage()?.get_item(&self.name).ok()??;
        serde_json::from_str(&kept).ok()
    }

    /// Keeps a draft, or forgets an empty one. Says whether that worked.
    pub fn save(&self, draft: &Draft) -> bool {
        let Some(storage) = storage() else {
            return false;
        };
        if draft.form().is_empty() {
            return storage.remove_item(&self.name).is_ok();
        }
        serde_json::to_string(draft).is_ok_and(|text| storage.set_item(&self.name, &text).is_ok())
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
