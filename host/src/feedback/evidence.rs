//! What speaks for a program: a field that no reader sees, and a hand quicker than a reader's. Neither proves anything.

use serde_json::Value;

use super::proof::Proof;

/// Nobody reads a form, writes and consents in less: whole seconds since the form was first touched.
const HASTE: u64 = 3;

/// Why a message may come from a program; staff see it beside the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspicion {
    /// The field `website`, which is hidden, was filled in.
    Honeypot,
    Haste,
    /// A form's, where scripts have to give a proof.
    NoProof,
}

impl Suspicion {
    /// As it is stored.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Honeypot => "honeypot",
            Self::Haste => "haste",
            Self::NoProof => "no-proof",
        }
    }
}

/// All that a message says of how it came about. None of it belongs to the message: a retry may say otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    pub suspicion: Option<Suspicion>,
    pub proof: Option<Proof>,
}

impl Evidence {
    /// What is not as it should be says nothing, for either side.
    pub(super) fn read(body: &Value) -> Self {
        let text = |pointer| body.pointer(pointer).and_then(Value::as_str);
        let is_filled = text("/website").is_some_and(|website| !website.trim().is_empty());
        // From a form it is text.
        let elapsed = body.get("elapsed");
        let elapsed = elapsed.and_then(|elapsed| elapsed.as_u64().or_else(|| elapsed.as_str()?.parse().ok()));
        let suspicion = if is_filled {
            Some(Suspicion::Honeypot)
        } else {
            elapsed.filter(|elapsed| *elapsed < HASTE).map(|_| Suspicion::Haste)
        };
        let proof = text("/proof/challenge")
            .zip(text("/proof/nonce"))
            .map(|(challenge, nonce)| Proof {
                challenge: challenge.to_owned(),
                nonce: nonce.to_owned(),
            });
        Self { suspicion, proof }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_filled_honeypot_and_a_quick_hand_are_suspected_and_nothing_else_is() {
        for (body, suspicion) in [
            (json!({ "website": "http://la.example" }), Some(Suspicion::Honeypot)),
            (json!({ "website": "x", "elapsed": 90 }), Some(Suspicion::Honeypot)),
            (json!({ "elapsed": 0 }), Some(Suspicion::Haste)),
            (json!({ "elapsed": 2 }), Some(Suspicion::Haste)),
            (json!({ "elapsed": "2" }), Some(Suspicion::Haste)),
            (json!({ "elapsed": 3 }), None),
            (json!({ "elapsed": 86_400 }), None),
            (json!({ "website": "", "elapsed": 30 }), None),
            (json!({ "website": " " }), None),
            (json!({}), None),
            (json!({ "website": 7, "elapsed": -1 }), None),
            (json!({ "elapsed": "soon" }), None),
        ] {
            assert_eq!(Evidence::read(&body).suspicion, suspicion, "{body}");
        }
    }

    #[test]
    fn half_a_proof_is_none() {
        for proof in [
            json!(null),
            json!("1"),
            json!({ "challenge": "c" }),
            json!({ "challenge": "c", "nonce": 7 }),
        ] {
            assert_eq!(Evidence::read(&json!({ "proof": proof })).proof, None, "{proof}");
        }
        let whole = Evidence::read(&json!({ "proof": { "challenge": "c", "nonce": "7" } }));
        assert_eq!(whole.proof.unwrap().nonce, "7");
    }
}
