//! Secrets that a browser keeps for us, and what is kept of them here.

use sha2::{Digest, Sha256};

/// 256 random bits in hexadecimal. `None`: the system has no randomness.
pub(super) fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// One way, and another one for each purpose: of a session's token, `session` is stored and `csrf` stands in its forms.
pub(super) fn digest(purpose: &str, secret: &str) -> String {
    hex(&Sha256::digest(format!("tinbai-staff {purpose}\n{secret}")))
}

/// Takes as long wherever they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differences == 0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_256_bits_and_never_the_same() {
        let (one, other) = (random().unwrap(), random().unwrap());
        assert_eq!((one.len(), other.len()), (64, 64));
        assert!(!same(&one, &other) && same(&one, &one) && !same(&one, &one[1..]));
    }

    #[test]
    fn what_stands_in_a_form_does_not_tell_what_is_stored() {
        let token = random().unwrap();
        assert_ne!(digest("csrf", &token), digest("session", &token));
    }
}
