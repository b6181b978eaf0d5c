//! The open item in the page's fragment: `#tinbai=<id>`, so that a copied address opens the same item.

/// The value of `name` in a fragment.
pub fn read_fragment(fragment: &str, name: &str) -> Option<String> {
    let name = encode(name);
    let value = parts(fragment).find_map(|part| part.strip_prefix(&*name)?.strip_prefix('='))?;
    decode(value).filter(|value| !value.is_empty())
}

/// The fragment with `name` set to `value`, what else stands in it kept. `None` for a fragment that is a route of the
/// host's own (`#/…`, `#!…`): nothing may be added to that.
pub fn write_fragment(fragment: &str, name: &str, value: &str) -> Option<String> {
    if is_route(fragment) {
        return None;
    }
    let name = encode(name);
    let ours = |part: &&str| part.strip_prefix(&*name).is_some_and(|rest| rest.starts_with('='));
    let mut written: Vec<String> = parts(fragment).filter(|part| !ours(part)).map(str::to_owned).collect();
    written.push([&name, "=", &encode(value)].concat());
    Some(written.join("&"))
}

fn is_route(fragment: &str) -> bool {
    fragment.trim_start_matches('#').starts_with(['/', '!'])
}

fn parts(fragment: &str) -> impl Iterator<Item = &str> {
    fragment
        .trim_start_matches('#')
        .split('&')
        .filter(|part| !part.is_empty())
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(u32::from(nibble), 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
        }
    }
    out
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        for id in [
            "42",
            "thư viện & chợ #1=2",
            "https://bao.example/tin/1.html?a=b&c",
            "100%",
        ] {
            let fragment = write_fragment("", "tinbai", id).unwrap();
            assert!(!fragment.contains(' ') && !fragment.contains('#'), "{fragment}");
            assert_eq!(read_fragment(&format!("#{fragment}"), "tinbai").as_deref(), Some(id));
        }
    }

    #[test]
    fn two_widgets_and_the_hosts_own_anchor_share_a_fragment() {
        let one = write_fragment("#muc-2", "tinbai", "a").unwrap();
        let two = write_fragment(&one, "tinbai-2", "b").unwrap();
        assert_eq!(two, "muc-2&tinbai=a&tinbai-2=b");
        assert_eq!(
            write_fragment(&two, "tinbai", "c").unwrap(),
            "muc-2&tinbai-2=b&tinbai=c"
        );
        assert_eq!(read_fragment(&two, "tinbai-2").as_deref(), Some("b"));
    }

    #[test]
    fn a_name_may_hold_any_letters() {
        let fragment = write_fragment("", "tinbai-bài=&", "a").unwrap();
        assert_eq!(read_fragment(&fragment, "tinbai-bài=&").as_deref(), Some("a"));
        assert_eq!(write_fragment(&fragment, "tinbai-bài=&", "a").unwrap(), fragment);
    }

    #[test]
    fn a_route_of_the_host_is_left_alone() {
        assert_eq!(write_fragment("#/trang/1", "tinbai", "a"), None);
        assert_eq!(write_fragment("#!trang", "tinbai", "a"), None);
    }

    #[test]
    fn nonsense_in_a_fragment_is_no_item() {
        for fragment in [
            "",
            "#",
            "#tinbai",
            "#tinbai=",
            "#tinbai=%",
            "#tinbai=%zz",
            "#tinbai=%ff",
            "#xtinbai=1",
        ] {
            assert_eq!(read_fragment(fragment, "tinbai"), None, "{fragment}");
        }
    }
}
