//! A file as it is sent: its bytes in each coding, each with an ETag of its own.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED, VARY},
    },
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::{
    coding::{Coding, choose},
    condition::{Validators, http_date},
};

pub(super) struct Content {
    kind: HeaderValue,
    modified: Option<HeaderValue>,
    variants: Vec<Variant>,
}

struct Variant {
    coding: Coding,
    etag: HeaderValue,
    bytes: Bytes,
}

/// Where the compressed forms of a file come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Compressed {
    /// The build wrote them beside it.
    Beside,
    /// They are made here, as the file is written by others.
    Here,
}

impl Content {
    pub(super) async fn read(
        path: &Path,
        kind: &'static str,
        modified: SystemTime,
        from: Compressed,
    ) -> io::Result<Self> {
        let plain = tokio::fs::read(path).await?;
        let coded = match from {
            Compressed::Beside => [
                (Coding::Brotli, beside(path, ".br").await?),
                (Coding::Gzip, beside(path, ".gz").await?),
            ],
            Compressed::Here => {
                let text = plain.clone();
                tokio::task::spawn_blocking(move || compress(&text)).await??
            }
        };
        let mut variants: Vec<_> = coded
            .into_iter()
            // What compression makes larger is better sent as it is.
            .filter_map(|(coding, bytes)| Some((coding, bytes.filter(|bytes| bytes.len() < plain.len())?)))
            .map(|(coding, bytes)| Variant::new(coding, bytes))
            .collect();
        variants.push(Variant::new(Coding::Identity, plain));
        Ok(Self {
            kind: HeaderValue::from_static(kind),
            modified: http_date(modified),
            variants,
        })
    }

    /// The whole of it, or 304 where the client has it, or 406 where it takes none of the codings.
    pub(super) fn answer(&self, request: &HeaderMap) -> Response {
        let chosen = choose(request, self.variants.iter().map(|variant| variant.coding));
        let variant = chosen.and_then(|coding| self.variants.iter().find(|variant| variant.coding == coding));
        let mut response = match variant {
            Some(variant) => self.send(variant, request),
            None => empty(StatusCode::NOT_ACCEPTABLE),
        };
        // A 304 and a 406 carry it too, or a cache in between would mix up the codings.
        response
            .headers_mut()
            .insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    fn send(&self, variant: &Variant, request: &HeaderMap) -> Response {
        let validators = Validators {
            etag: &variant.etag,
            modified: self.modified.as_ref(),
        };
        let unchanged = validators.hold(request);
        let mut response = if unchanged {
            empty(StatusCode::NOT_MODIFIED)
        } else {
            Response::new(Body::from(variant.bytes.clone()))
        };
        let headers = response.headers_mut();
        headers.insert(ETAG, variant.etag.clone());
        if let Some(modified) = &self.modified {
            headers.insert(LAST_MODIFIED, modified.clone());
        }
        if !unchanged {
            headers.insert(CONTENT_TYPE, self.kind.clone());
            headers.insert(CONTENT_LENGTH, HeaderValue::from(variant.bytes.len()));
            if let Some(name) = variant.coding.name() {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            }
        }
        response
    }
}

impl Variant {
    fn new(coding: Coding, bytes: Vec<u8>) -> Self {
        // Of the bytes that are sent, so that it is strong, and the same wherever and whenever they are deployed.
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            coding,
            etag: HeaderValue::try_from(format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\"")),
            bytes: bytes.into(),
        }
    }
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

async fn beside(path: &Path, ending: &str) -> io::Result<Option<Vec<u8>>> {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    match tokio::fs::read(PathBuf::from(name)).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Once for each change, but while somebody waits: near the end of what more effort gains.
fn compress(text: &[u8]) -> io::Result<[(Coding, Option<Vec<u8>>); 2]> {
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 6,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*text, &mut brotli, &parameters)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text)?;
    Ok([(Coding::Brotli, Some(brotli)), (Coding::Gzip, Some(gzip.finish()?))])
}
