//! What the report says, in Vietnamese and in English.

use crate::check::Part;
use clap::ValueEnum;
use tinbai::feed::FeedError;
use tinbai::notes::Matter;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Vi,
    En,
}

pub struct Words {
    pub format: &'static str,
    pub items: &'static str,
    pub shown: &'static str,
    pub item: &'static str,
    pub not_shown: &'static str,
    pub right: &'static str,
    pub forgiven: &'static str,
    pub lost: &'static str,
}

const VI: Words = Words {
    format: "Định dạng",
    items: "Số mục",
    shown: "hiện được",
    item: "Mục",
    not_shown: "không hiện được",
    right: "đúng",
    forgiven: "bỏ qua",
    lost: "mất",
};

const EN: Words = Words {
    format: "Format",
    items: "Items",
    shown: "shown",
    item: "Item",
    not_shown: "not shown",
    right: "right",
    forgiven: "forgiven",
    lost: "lost",
};

/// What an answer was instead of a feed: the beginning of the widget's words for it, and ours.
const KINDS: [(&str, &str); 22] = [
    ("an empty answer", "câu trả lời rỗng"),
    ("a template that nobody rendered", "một khuôn mẫu chưa được điền"),
    ("JSON that breaks off in the middle", "JSON bị đứt giữa chừng"),
    ("broken JSON", "JSON hỏng"),
    ("neither JSON nor a page", "không phải JSON cũng không phải trang web"),
    ("an RSS feed, which is XML", "nguồn tin RSS, tức là XML"),
    ("an Atom feed, which is XML", "nguồn tin Atom, tức là XML"),
    ("an XML document", "một tài liệu XML"),
    (
        "an HTML page that names a feed elsewhere",
        "trang HTML chỉ sang nguồn tin khác",
    ),
    ("an HTML page", "một trang HTML"),
    ("a page that is named as feed", "một trang được ghi là nguồn tin"),
    (
        "an error of the server's in JSON",
        "thông báo lỗi của máy chủ bằng JSON",
    ),
    (
        "WordPress media, without an article",
        "tệp phương tiện của WordPress, không có bài viết",
    ),
    (
        "WordPress comments, without an article",
        "bình luận của WordPress, không có bài viết",
    ),
    ("JSON of an unknown kind", "JSON lạ, không có danh sách bài"),
    ("JSON-LD without an article", "JSON-LD không có bài viết"),
    (
        "JSON, but a list without an object",
        "JSON, nhưng là danh sách không có đối tượng nào",
    ),
    ("JSON, but null", "JSON, nhưng là null"),
    ("JSON, but a boolean", "JSON, nhưng là đúng/sai"),
    ("JSON, but a number", "JSON, nhưng là một số"),
    ("JSON, but a string", "JSON, nhưng là một chuỗi"),
    ("more than", "quá dung lượng cho phép: hơn"),
];

impl Lang {
    /// English where the environment is English.
    pub fn of_environment() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        match named {
            Some(named) if named.starts_with("en") => Self::En,
            _ => Self::Vi,
        }
    }

    pub fn words(self) -> &'static Words {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    pub fn pick(self, vi: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// Why there is no feed.
    pub fn error(self, error: &FeedError) -> String {
        if self == Self::En {
            return error.to_string();
        }
        match error {
            FeedError::Missing => "không có địa chỉ web của nguồn tin".to_owned(),
            FeedError::Unreachable(cause) => format!("không lấy được nguồn tin: {cause}"),
            FeedError::NotFound(status) => format!("không có nguồn tin ở địa chỉ này: HTTP {status}"),
            FeedError::Empty => "nguồn tin không có mục nào hiện được".to_owned(),
            FeedError::Invalid(what) => {
                let known = KINDS
                    .iter()
                    .find_map(|(en, vi)| Some([vi, what.strip_prefix(en)?].concat()));
                format!("đây không phải nguồn tin: {}", known.as_ref().unwrap_or(what))
            }
        }
    }

    pub fn part(self, part: Part) -> &'static str {
        match part {
            Part::Title => self.pick("tiêu đề", "headline"),
            Part::Lead => self.pick("sa-pô", "lead"),
            Part::Photo => self.pick("ảnh", "photo"),
            Part::Caption => self.pick("chú thích ảnh", "caption"),
            Part::Credit => self.pick("tác giả ảnh", "credit"),
            Part::Body => self.pick("nội dung", "body"),
            Part::Authors => self.pick("tác giả", "authors"),
            Part::Date => self.pick("ngày đăng", "date"),
            Part::Updated => self.pick("ngày cập nhật", "date of update"),
            Part::Tags => self.pick("thẻ", "tags"),
            Part::Address => self.pick("địa chỉ bài gốc", "address of the original"),
            Part::Recording => self.pick("bản đọc", "recording"),
        }
    }

    pub fn matter(self, matter: Matter) -> &'static str {
        use Matter as M;
        match matter {
            M::Mended => self.pick(
                "không phải JSON đúng chuẩn, đã lọc lấy phần JSON",
                "no strict JSON; the JSON in it was read",
            ),
            M::Encoding => self.pick(
                "không phải UTF-8, hoặc máy chủ ghi sai bảng mã",
                "not UTF-8, or another encoding than its server names",
            ),
            M::MediaType => self.pick("máy chủ không ghi đây là JSON", "its server does not call it JSON"),
            M::Version => self.pick("\"version\" không đúng chuẩn", "\"version\" is not the specification's"),
            M::IdIsNumber => self.pick(
                "id là số, đáng lẽ là chuỗi",
                "the id is a number; it should be a string",
            ),
            M::IdIsAddress => self.pick("không có id, dùng địa chỉ thay", "no id; the address serves"),
            M::Markup => self.pick("có thẻ hoặc mã HTML trong chữ thường", "entities or tags in plain text"),
            M::Shape => self.pick(
                "viết sai kiểu, vẫn đọc được",
                "in another shape than the specification's, but read",
            ),
            M::DateForm => self.pick(
                "ngày không viết theo RFC 3339",
                "the date is not written as RFC 3339 has it",
            ),
            M::DateZone => self.pick(
                "ngày không có múi giờ, hiểu là giờ Việt Nam",
                "the date has no zone; Vietnam's was taken",
            ),
            M::Localhost => self.pick(
                "địa chỉ trỏ về localhost, hiểu là máy chủ của nguồn tin",
                "an address on localhost; the feed's host was taken",
            ),
            M::AddressEntity => self.pick("có &amp; trong địa chỉ", "&amp; in an address"),
            M::Decomposed => self.pick(
                "chữ và dấu tách rời (NFD), đã ghép lại",
                "letters and marks apart (NFD); they were put together",
            ),
            M::CreditInCaption => self.pick(
                "tên tác giả ảnh nằm cuối chú thích, đã tách ra",
                "the credit stood at the end of the caption; it was parted",
            ),
            M::NoTitle => self.pick("không có tiêu đề, lấy câu đầu", "no title; called by how it begins"),
            M::TextBody => self.pick("chữ thường ở chỗ của HTML", "plain text where there should be HTML"),
            M::EscapedBody => self.pick("HTML bị mã hóa thành chữ", "HTML with its brackets escaped"),
            M::DocumentBody => self.pick("nội dung là cả một trang HTML", "the body is a whole HTML document"),
            M::LazyImage => self.pick(
                "địa chỉ ảnh chờ mã lệnh mới hiện, đã lấy luôn",
                "an image's address waits for a script; it was taken",
            ),
            M::RepeatedPhoto => self.pick(
                "ảnh chính lặp lại trong bài, hiện một lần",
                "the photo again in the body; shown once",
            ),
            M::CmsFigure => self.pick(
                "khung ảnh riêng của hệ thống tòa soạn",
                "a figure in the notation of a newsroom's system",
            ),
            M::Frame => self.pick("khung nhúng, hiện thành liên kết", "a frame; shown as a link"),
            M::PhotoApart => self.pick(
                "ảnh phải hỏi riêng, thiếu _embed",
                "the photo was asked for apart; _embed is missing",
            ),
            M::Cors => self.pick(
                "trang khác không được phép đọc: thiếu Access-Control-Allow-Origin",
                "no other site may read it: Access-Control-Allow-Origin is missing",
            ),
            M::WrongType => self.pick("sai kiểu dữ liệu", "of the wrong type"),
            M::NoAddress => self.pick("không phải địa chỉ web", "no web address"),
            M::NoDate => self.pick("không phải ngày", "no date"),
            M::NoLanguage => self.pick("không phải mã ngôn ngữ", "no language tag"),
            M::Element => self.pick("phần của bài không hiện được", "a part of the body that can't be shown"),
            M::NoImage => self.pick("ảnh không có địa chỉ", "an image without an address"),
            M::NotEmbedded => self.pick("máy chủ không gửi kèm", "was not sent along by the server"),
            M::NoId => self.pick("không có id cũng không có địa chỉ", "neither id nor address"),
            M::Nothing => self.pick("không có gì để hiện", "nothing in it to show"),
            M::NoItem => self.pick("không phải đối tượng JSON", "no JSON object"),
            M::Repeated => self.pick("id đã có ở mục trước", "its id was there before"),
            M::TooMany => self.pick("quá số mục được đọc", "beyond the items that are read"),
        }
    }
}
