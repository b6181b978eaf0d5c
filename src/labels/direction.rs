//! Which way a language is written. `plain/direction.js` says the same.

const SCRIPTS: &str = "arab hebr syrc thaa nkoo adlm";
const LANGUAGES: &str = "ar he fa ur ps sd ug yi dv ckb";

/// By the script that the tag names, else by its language.
pub fn is_rtl(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let (name, among) = match parts.next() {
        Some(script) if script.len() == 4 => (script, SCRIPTS),
        _ => (language, LANGUAGES),
    };
    among.split(' ').any(|one| one.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::is_rtl;

    #[test]
    fn the_script_says_it_where_it_is_named_and_else_the_language() {
        for tag in ["ar", "AR-EG", "he", "fa-IR", "ur_PK", "ku-Arab", "az-arab-IR", "ckb"] {
            assert!(is_rtl(tag), "{tag}");
        }
        for tag in ["vi", "en", "ku", "ar-Latn", "uz-Cyrl", "arn", ""] {
            assert!(!is_rtl(tag), "{tag}");
        }
    }
}
