//! From bytes to text, whatever a server says of them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text, and whether its encoding is a surprise.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// Not UTF-8, or not what its server says.
    pub is_odd: bool,
}

/// A byte order mark decides; else zeros, which UTF-16 has at once in JSON; else UTF-8, where the bytes are that, for JSON is
/// nothing else; else the encoding that the server names.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    let named = content_type.and_then(charset);
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => match bytes {
            [0, second, ..] if *second != 0 => (UTF_16BE, bytes),
            [first, 0, ..] if *first != 0 => (UTF_16LE, bytes),
            _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
            _ => (named.unwrap_or(UTF_8), bytes),
        },
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        is_odd: encoding != UTF_8 || named.is_some_and(|named| named != encoding),
    }
}

fn charset(content_type: &str) -> Option<&'static Encoding> {
    let (_, rest) = content_type.split_once("charset=")?;
    let label = rest.split(';').next()?.trim().trim_matches('"');
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"title": "Lúa chín"}"#;

    fn wide(bytes: fn(u16) -> [u8; 2], text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn read(bytes: &[u8], content_type: Option<&str>) -> (String, &'static str, bool) {
        let decoded = decode(bytes, content_type);
        (decoded.text, decoded.encoding, decoded.is_odd)
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let marked = ["\u{feff}", TEXT].concat();
        let expected = |encoding, odd| (TEXT.to_owned(), encoding, odd);
        assert_eq!(read(marked.as_bytes(), None), expected("UTF-8", false));
        assert_eq!(read(&wide(u16::to_le_bytes, &marked), None), expected("UTF-16LE", true));
        assert_eq!(
            read(
                &wide(u16::to_be_bytes, &marked),
                Some("application/json; charset=utf-8")
            ),
            expected("UTF-16BE", true)
        );
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zeros() {
        assert_eq!(read(&wide(u16::to_le_bytes, TEXT), None).1, "UTF-16LE");
        assert_eq!(read(&wide(u16::to_be_bytes, TEXT), None).1, "UTF-16BE");
    }

    #[test]
    fn what_is_utf_8_is_read_so_whatever_the_server_says() {
        let latin = Some("text/html; charset=ISO-8859-1");
        assert_eq!(read(TEXT.as_bytes(), latin), (TEXT.to_owned(), "UTF-8", true));
        for usual in ["application/json; charset=\"utf-8\"", "text/plain; charset=tiếng-việt"] {
            assert_eq!(read(TEXT.as_bytes(), Some(usual)), (TEXT.to_owned(), "UTF-8", false));
        }
    }

    #[test]
    fn what_is_not_utf_8_is_what_the_server_says() {
        let bytes = b"{\"title\": \"caf\xe9\"}";
        assert_eq!(
            read(bytes, Some("application/json; charset=windows-1258")).0,
            r#"{"title": "café"}"#
        );
        assert_eq!(read(bytes, None).0, "{\"title\": \"caf\u{fffd}\"}");
    }
}
