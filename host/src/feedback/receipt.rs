//! A receipt number that a reader can write down and read out over the telephone.

use jiff::Timestamp;
use uuid::Uuid;

use crate::clock;

/// Without 0/O, 1/I/L and U/V's confusions, and without case.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 5;

/// `PH-20261122-7K3Q9`: the day in Việt Nam, then 24 million numbers a day; the store refuses a double.
pub(crate) fn receipt(now: Timestamp) -> String {
    let mut rest = Uuid::new_v4().as_u128();
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        let digit = usize::try_from(rest % 30).unwrap_or_default();
        rest /= 30;
        code.extend(ALPHABET.get(digit).copied().map(char::from));
    }
    format!("PH-{}-{code}", clock::in_vietnam(now).strftime("%Y%m%d"))
}

/// What a receipt looks like; whether there is one, the database knows. Nothing else is a question to it: PostgreSQL refuses a NUL,
/// for one, and that would look as if it had failed.
pub(crate) fn is_receipt(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with("PH-")
        && text
            .bytes()
            .all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_bears_the_day_in_vietnam_and_five_unambiguous_signs() {
        let late_evening_utc = "2026-11-22T18:30:00Z".parse().unwrap();
        let receipt = receipt(late_evening_utc);
        let code = receipt.strip_prefix("PH-20261123-").unwrap();
        assert_eq!(code.len(), LENGTH);
        assert!(code.bytes().all(|sign| ALPHABET.contains(&sign)), "{code}");
        assert!(is_receipt(&receipt), "{receipt}");
    }

    #[test]
    fn only_what_looks_like_a_receipt_is_taken_for_one() {
        assert!(is_receipt("PH-20261125-7K3Q9"));
        for text in [
            "",
            "PH",
            "ph-1",
            "PH-1/xoa",
            "PH-1?x",
            "//la.example",
            "PH-<b>",
            "PH-1%0d",
            "\0",
            "PH-1\0",
        ] {
            assert!(!is_receipt(text), "{text:?}");
        }
    }
}
