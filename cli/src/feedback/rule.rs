//! What a receiver of feedback has to do (docs/feedback.md), a sentence for each rule.

use super::session::Session;
use super::{cors, messages, refusals};
use crate::words::Lang;

/// What became of a rule.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// What was there instead, in the protocol's own words.
    Failed(String),
    Skipped(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    NoOrigin,
    NoForm,
    NeverAsked,
    NeverRefused,
    NotReceived,
}

impl Why {
    pub fn text(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::NoOrigin => ("chưa cho biết --origin", "--origin was not given"),
            Self::NoForm => ("chưa yêu cầu bằng --form", "--form was not given"),
            Self::NeverAsked => ("nơi nhận không hỏi", "the receiver never asked"),
            Self::NeverRefused => ("không gặp", "did not occur"),
            Self::NotReceived => ("chưa có phản hồi nào được nhận", "no message was received"),
        };
        lang.pick(vi, en)
    }
}

pub struct Rule {
    /// For programs; it keeps its name.
    pub name: &'static str,
    vi: &'static str,
    en: &'static str,
    pub test: fn(&mut Session) -> Outcome,
}

impl Rule {
    pub fn text(&self, lang: Lang) -> &'static str {
        lang.pick(self.vi, self.en)
    }
}

/// In this order: the first message is what others repeat, and the last rules look back at all answers.
pub const RULES: [Rule; 26] = [
    Rule {
        name: "receipt",
        vi: "Phản hồi hợp lệ được trả lời 201 và JSON có receipt",
        en: "A message is answered by 201 and JSON with a receipt",
        test: messages::receipt,
    },
    Rule {
        name: "repeat",
        vi: "Gửi lại cùng mã gửi, cùng nội dung thì nhận lại đúng mã tiếp nhận cũ",
        en: "The same message under the same key gets the same receipt again",
        test: messages::repeat,
    },
    Rule {
        name: "together",
        vi: "Mười lần gửi cùng lúc dưới một mã gửi chỉ có một mã tiếp nhận",
        en: "Ten at the same moment under one key get one receipt",
        test: messages::together,
    },
    Rule {
        name: "own-receipt",
        vi: "Mã gửi khác thì có mã tiếp nhận khác, dù nội dung giống nhau",
        en: "Another key gets another receipt, though the words are the same",
        test: messages::own_receipt,
    },
    Rule {
        name: "key-reused",
        vi: "Mã gửi đã dùng mà nội dung khác thì bị từ chối bằng 409",
        en: "A key that was used for another message is refused by 409",
        test: messages::key_reused,
    },
    Rule {
        name: "evidence",
        vi: "version, elapsed, website, proof, token không thuộc nội dung: gửi lại với giá trị khác vẫn là một phản hồi",
        en: "version, elapsed, website, proof and token are no content: a repeat that differs in them is the same message",
        test: messages::evidence,
    },
    Rule {
        name: "unknown-members",
        vi: "Mục lạ trong JSON được bỏ qua",
        en: "Members that nobody knows are ignored",
        test: messages::unknown_members,
    },
    Rule {
        name: "no-address",
        vi: "email và url được bỏ trống: vắng mặt, null hoặc chuỗi rỗng",
        en: "email and url may be absent, null or empty",
        test: messages::no_address,
    },
    Rule {
        name: "length",
        vi: "Nội dung 5.000 chữ tiếng Việt và tên 120 chữ được nhận",
        en: "5,000 Vietnamese letters of message and 120 of name are taken",
        test: messages::length,
    },
    Rule {
        name: "honeypot",
        vi: "Ô bẫy website có chữ, hoặc gửi quá nhanh, vẫn không mất phản hồi: được nhận hoặc bị hỏi phép tính",
        en: "A filled honeypot or a quick hand loses nothing: a receipt, or a proof of work is asked for",
        test: messages::honeypot,
    },
    Rule {
        name: "proof",
        vi: "Phép tính được hỏi bằng 428 thì trả lời được",
        en: "A proof of work that 428 asks for can be given",
        test: messages::proof,
    },
    Rule {
        name: "invalid",
        vi: "Thiếu tên, nội dung, đồng ý thì bị từ chối bằng 422, chỉ rõ từng mục bằng pointer",
        en: "Without name, message and consent it is refused by 422, with a pointer to each",
        test: refusals::invalid,
    },
    Rule {
        name: "key-kept-free",
        vi: "Phản hồi bị từ chối bằng 422 không chiếm mã gửi",
        en: "What was refused by 422 does not use up its key",
        test: refusals::key_kept_free,
    },
    Rule {
        name: "key-missing",
        vi: "Không có Idempotency-Key thì bị từ chối bằng 400",
        en: "Without Idempotency-Key it is refused by 400",
        test: refusals::key_missing,
    },
    Rule {
        name: "malformed",
        vi: "JSON hỏng bị từ chối bằng 400",
        en: "Broken JSON is refused by 400",
        test: refusals::malformed,
    },
    Rule {
        name: "media-type",
        vi: "Kiểu text/plain bị từ chối bằng 415",
        en: "The type text/plain is refused by 415",
        test: refusals::media_type,
    },
    Rule {
        name: "too-large",
        vi: "Hai triệu byte bị từ chối bằng 413, hoặc bị ngắt",
        en: "Two million bytes are refused by 413, or cut off",
        test: refusals::too_large,
    },
    Rule {
        name: "private",
        vi: "GET không cho xem phản hồi nào",
        en: "GET shows nobody's message",
        test: refusals::private,
    },
    Rule {
        name: "form",
        vi: "Biểu mẫu thường cùng mã gửi, cùng nội dung là cùng một phản hồi; nội dung khác bị từ chối",
        en: "An ordinary form under the same key is the same message; with other words it is refused",
        test: refusals::form,
    },
    Rule {
        name: "form-page",
        vi: "Biểu mẫu thường được trả lời bằng một trang cho người đọc: chuyển hướng 303 hoặc HTML",
        en: "An ordinary form is answered by a page for people: a redirect by 303, or HTML",
        test: refusals::form_page,
    },
    Rule {
        name: "problem",
        vi: "Mọi lời từ chối là application/problem+json có type, title, status",
        en: "Every refusal is application/problem+json with type, title and status",
        test: refusals::problem,
    },
    Rule {
        name: "retry-after",
        vi: "429 và 503 có Retry-After",
        en: "429 and 503 bear Retry-After",
        test: refusals::retry_after,
    },
    Rule {
        name: "preflight",
        vi: "Preflight của cổng thông tin được phép: nguồn, POST, content-type và idempotency-key",
        en: "The portal's preflight allows its origin, POST, content-type and idempotency-key",
        test: cors::preflight,
    },
    Rule {
        name: "readable",
        vi: "Cổng thông tin đọc được mọi câu trả lời, kể cả lời từ chối: Access-Control-Allow-Origin",
        en: "The portal may read every answer, refusals too: Access-Control-Allow-Origin",
        test: cors::readable,
    },
    Rule {
        name: "exposed",
        vi: "Cổng thông tin đọc được Retry-After: Access-Control-Expose-Headers",
        en: "The portal may read Retry-After: Access-Control-Expose-Headers",
        test: cors::exposed,
    },
    Rule {
        name: "stranger",
        vi: "Trang lạ không được phép",
        en: "A stranger's page has no permission",
        test: cors::stranger,
    },
];
