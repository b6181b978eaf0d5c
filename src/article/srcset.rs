//! `srcset`: the same image in several sizes.

use super::WebUrl;

/// One image of a `srcset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub url: WebUrl,
    /// `480w` or `2x`; empty for the plain one.
    pub descriptor: String,
}

/// Reads a `srcset` attribute ([HTML, parsing a srcset attribute](https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute)).
/// Candidates that make no sense are left out.
pub fn parse_srcset(text: &str, base: &WebUrl) -> Vec<Candidate> {
    let mut rest = text;
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        let (descriptor, next) = if bare.len() < address.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        rest = next;
        let descriptor = descriptor.trim();
        if let (Some(url), true) = (base.join(bare), is_descriptor(descriptor)) {
            found.push(Candidate {
                url,
                descriptor: descriptor.to_owned(),
            });
        }
    }
}

fn is_descriptor(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let Some(number) = text.strip_suffix(['w', 'x']) else {
        return false;
    };
    !number.is_empty()
        && number.len() <= 6
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        && number.chars().any(|c| ('1'..='9').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let base = WebUrl::parse("https://bao.example/").unwrap();
        parse_srcset(text, &base)
            .into_iter()
            .map(|c| {
                (
                    c.url.href().trim_start_matches("https://bao.example/").to_owned(),
                    c.descriptor,
                )
            })
            .collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    #[test]
    fn candidates_are_read_with_their_descriptors() {
        assert_eq!(
            read("a.jpg 480w, b.jpg 800w"),
            pairs(&[("a.jpg", "480w"), ("b.jpg", "800w")])
        );
        assert_eq!(
            read("a.jpg, b.jpg 2x,c.jpg 1.5x"),
            pairs(&[("a.jpg", ""), ("b.jpg", "2x"), ("c.jpg", "1.5x")])
        );
        assert_eq!(read("a,b.jpg 1x"), pairs(&[("a,b.jpg", "1x")]));
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read(""), pairs(&[]));
        assert_eq!(read(" , ,"), pairs(&[]));
        assert_eq!(
            read("javascript:x 1x, a.jpg 0w, b.jpg w, c.jpg 9q, d.jpg 100w"),
            pairs(&[("d.jpg", "100w")])
        );
    }
}
