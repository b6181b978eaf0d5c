//! Files kept in memory as they are sent, read again when they have changed.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use tokio::sync::Mutex;

use super::{
    content::{Compressed, Content},
    is_absent,
};

/// Holds what was asked for and is there: as much as the folder that it stands for.
#[derive(Clone)]
pub(super) struct Shelf {
    compressed: Compressed,
    kept: Arc<Mutex<HashMap<PathBuf, Kept>>>,
}

struct Kept {
    modified: SystemTime,
    length: u64,
    content: Arc<Content>,
}

impl Shelf {
    pub(super) fn new(compressed: Compressed) -> Self {
        Self {
            compressed,
            kept: Arc::default(),
        }
    }

    /// An edited file needs no restart. `None` where there is none, or where it can't be read, which the operator is told.
    pub(super) async fn get(&self, path: &Path, kind: &'static str) -> Option<Arc<Content>> {
        self.read(path, kind)
            .await
            .inspect_err(|error| {
                if !is_absent(error) {
                    tracing::warn!(%error, "{} can't be read", path.display());
                }
            })
            .ok()
    }

    async fn read(&self, path: &Path, kind: &'static str) -> io::Result<Arc<Content>> {
        let file = tokio::fs::metadata(path).await?;
        if !file.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let (modified, length) = (file.modified()?, file.len());
        // Held while it is read, so that a hundred who ask at once compress it once.
        let mut kept = self.kept.lock().await;
        if let Some(known) = kept.get(path)
            && known.modified == modified
            && known.length == length
        {
            return Ok(known.content.clone());
        }
        let content = Arc::new(Content::read(path, kind, modified, self.compressed).await?);
        let now = Kept {
            modified,
            length,
            content: content.clone(),
        };
        kept.insert(path.to_owned(), now);
        Ok(content)
    }
}
