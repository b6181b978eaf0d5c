//! A proof of work: dear for who sends thousands, a moment for who sends one. A challenge is signed, with its time and the
//! message's key, so that nothing has to be kept and every instance of the host knows it again.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256, Sha512};

const VERSION: &str = "1";
/// A slow phone behind a slow network answers within it.
const GOOD_FOR_SECONDS: i64 = 10 * 60;
/// What the clocks of two instances may differ by.
const SKEW_SECONDS: i64 = 60;
/// Half of the signature: a challenge has to travel, and lives for minutes.
const SIGNATURE_BYTES: usize = 16;
const NONCE_DIGITS: usize = 20;

/// What is asked: a `nonce` so that SHA-256 of `challenge:nonce` begins with `bits` zero bits.
#[derive(Debug, Serialize)]
pub(super) struct Challenge {
    algorithm: &'static str,
    challenge: String,
    bits: u32,
}

/// What is answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proof {
    pub challenge: String,
    pub nonce: String,
}

pub(super) struct Puzzle {
    secret: [u8; 64],
    bits: u32,
}

impl Puzzle {
    pub(super) fn new(secret: &str, bits: u32) -> Self {
        Self {
            secret: Sha512::digest(secret).into(),
            bits,
        }
    }

    pub(super) fn challenge(&self, key: &str, now: Timestamp) -> Challenge {
        let signed = format!("{VERSION}.{}.{}", self.bits, now.as_second());
        let signature = self.signature(&signed, key).finalize().into_bytes();
        let signature: String = signature
            .iter()
            .take(SIGNATURE_BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Challenge {
            algorithm: "sha-256",
            challenge: format!("{signed}.{signature}"),
            bits: self.bits,
        }
    }

    /// Ours, for this message, not too old, and worked for.
    pub(super) fn is_solved(&self, key: &str, proof: &Proof, now: Timestamp) -> bool {
        self.bits_asked(key, &proof.challenge, now).is_some_and(|bits| {
            (1..=NONCE_DIGITS).contains(&proof.nonce.len())
                && proof.nonce.bytes().all(|digit| digit.is_ascii_digit())
                && zero_bits(&Sha256::digest(format!("{}:{}", proof.challenge, proof.nonce))) >= bits
        })
    }

    fn bits_asked(&self, key: &str, challenge: &str, now: Timestamp) -> Option<u32> {
        let (signed, signature) = challenge.rsplit_once('.')?;
        let signature = from_hex(signature).filter(|signature| signature.len() == SIGNATURE_BYTES)?;
        self.signature(signed, key).verify_truncated_left(&signature).ok()?;
        let mut parts = signed.strip_prefix(VERSION)?.strip_prefix('.')?.split('.');
        let (bits, time) = (parts.next()?.parse().ok()?, parts.next()?.parse::<i64>().ok()?);
        let age = now.as_second().checked_sub(time)?;
        (-SKEW_SECONDS..=GOOD_FOR_SECONDS).contains(&age).then_some(bits)
    }

    fn signature(&self, signed: &str, key: &str) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&self.secret.into());
        mac.update(format!("{signed}.{key}").as_bytes());
        mac
    }
}

fn zero_bits(digest: &[u8]) -> u32 {
    let mut bits = 0;
    for byte in digest {
        bits += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    bits
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    const KEY: &str = "khoa-0123456789abcdef";

    fn puzzle() -> Puzzle {
        Puzzle::new("bí mật", 8)
    }

    fn now() -> Timestamp {
        "2026-11-22T18:30:00Z".parse().unwrap()
    }

    fn work(challenge: &str, bits: u32) -> Proof {
        let nonce = (0..)
            .map(|nonce: u32| nonce.to_string())
            .find(|nonce| zero_bits(&Sha256::digest(format!("{challenge}:{nonce}"))) >= bits)
            .unwrap();
        Proof {
            challenge: challenge.to_owned(),
            nonce,
        }
    }

    #[test]
    fn who_worked_for_it_is_let_in_for_ten_minutes_on_every_instance() {
        let asked = puzzle().challenge(KEY, now());
        let proof = work(&asked.challenge, asked.bits);
        let other_instance = puzzle();
        for (minutes, is_good) in [(-2, false), (-1, true), (0, true), (10, true), (11, false)] {
            let then = now() + minutes.minutes();
            assert_eq!(other_instance.is_solved(KEY, &proof, then), is_good, "{minutes}");
        }
    }

    #[test]
    fn what_was_not_asked_of_this_message_here_or_not_worked_for_is_no_proof() {
        let asked = puzzle().challenge(KEY, now());
        let proof = work(&asked.challenge, asked.bits);
        assert!(puzzle().is_solved(KEY, &proof, now()));
        assert!(
            !puzzle().is_solved("khoa-fedcba9876543210", &proof, now()),
            "another message's"
        );
        assert!(!Puzzle::new("khác", 8).is_solved(KEY, &proof, now()), "another host's");
        let easier = asked.challenge.replacen("1.8.", "1.0.", 1);
        let (signed, _) = asked.challenge.rsplit_once('.').unwrap();
        let forged = [
            easier,
            format!("{signed}."),
            format!("{signed}.00"),
            signed.to_owned(),
            String::new(),
            "é".to_owned(),
        ];
        for challenge in forged {
            assert!(!puzzle().is_solved(KEY, &work(&challenge, 8), now()), "{challenge}");
        }
        for nonce in ["", "x", "-1", "1e3", " 1", "000000000000000000000"] {
            let lazy = Proof {
                challenge: asked.challenge.clone(),
                nonce: nonce.to_owned(),
            };
            assert!(!puzzle().is_solved(KEY, &lazy, now()), "{nonce}");
        }
        let worked = |nonce: &u32| zero_bits(&Sha256::digest(format!("{}:{nonce}", asked.challenge))) >= 8;
        let lazy = (0..).find(|nonce| !worked(nonce)).unwrap();
        let lazy = Proof {
            challenge: asked.challenge.clone(),
            nonce: lazy.to_string(),
        };
        assert!(!puzzle().is_solved(KEY, &lazy, now()));
    }

    #[test]
    fn zero_bits_are_counted_from_the_first() {
        for (digest, bits) in [(&[0x80, 0][..], 0), (&[0x01, 0], 7), (&[0, 0x10], 11), (&[0, 0], 16)] {
            assert_eq!(zero_bits(digest), bits, "{digest:?}");
        }
    }
}
