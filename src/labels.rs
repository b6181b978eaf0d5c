//! Every string that a reader sees, in each language.

/// The languages of the widget's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// Reads a language tag; its region does not matter here.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language tag for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    pub fn labels(self) -> &'static Labels {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

/// The widget's words. `{}` stands for what is filled in with [`fill`].
#[derive(Debug, PartialEq)]
pub struct Labels {
    pub loading: &'static str,
    pub updated: &'static str,
    pub photo_credit: &'static str,
    pub source: &'static str,
    pub original: &'static str,
    pub leaves: &'static str,
    pub embed: &'static str,
    pub embed_titled: &'static str,
    pub table: &'static str,
    pub listen: &'static str,
    pub no_body: &'static str,
    pub related: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub position: &'static str,
    /// From Sunday.
    pub days: [&'static str; 7],
    pub ago: Ago,
    pub latest: &'static str,
    pub more: &'static str,
    pub loading_more: &'static str,
    pub added: &'static str,
    pub no_more: &'static str,
    pub search: &'static str,
    pub found: &'static str,
    pub found_none: &'static str,
    pub by_tag: &'static str,
    pub links: &'static str,
    pub retry: &'static str,
    pub show_latest: &'static str,
    pub notices: Notices,
    pub feedback: FeedbackLabels,
}

/// How long something is ago: one of a unit, more of it.
#[derive(Debug, PartialEq)]
pub struct Ago {
    pub minute: (&'static str, &'static str),
    pub hour: (&'static str, &'static str),
    pub day: (&'static str, &'static str),
}

/// What is said when there is no article to show: a line, and what it means.
#[derive(Debug, PartialEq)]
pub struct Notices {
    pub missing: (&'static str, &'static str),
    pub unreachable: (&'static str, &'static str),
    pub not_found: (&'static str, &'static str),
    pub invalid: (&'static str, &'static str),
    pub empty: (&'static str, &'static str),
    pub no_item: (&'static str, &'static str),
}

#[derive(Debug, PartialEq)]
pub struct FeedbackLabels {
    pub title: &'static str,
    pub about: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub message: &'static str,
    pub consent: &'static str,
    pub controller_unnamed: &'static str,
    pub purpose_unnamed: &'static str,
    pub policy: &'static str,
    pub submit: &'static str,
    pub sending: &'static str,
    pub sent: &'static str,
    pub receipt: &'static str,
    pub another: &'static str,
    pub draft_kept: &'static str,
    pub draft_lost: &'static str,
    pub errors: &'static str,
    pub name_missing: &'static str,
    pub name_long: &'static str,
    pub email_wrong: &'static str,
    pub message_missing: &'static str,
    pub message_long: &'static str,
    pub consent_missing: &'static str,
    pub refused: &'static str,
    pub unreachable: &'static str,
    pub again: &'static str,
}

/// What stands before and after the first `{}`.
pub fn around(label: &str) -> (&str, &str) {
    // By one letter: a search for two brings all of `str`'s searching along.
    let Some(at) = label.find('{') else {
        return (label, "");
    };
    (
        label.get(..at).unwrap_or_default(),
        label.get(at + 2..).unwrap_or_default(),
    )
}

/// Puts `value` in the place of the first `{}`, which there has to be.
pub fn fill(label: &str, value: &str) -> String {
    let (before, after) = around(label);
    [before, value, after].concat()
}

static VI: Labels = Labels {
    loading: "Đang tải bài viết…",
    updated: "Cập nhật: {}",
    photo_credit: "Ảnh: {}",
    source: "Nguồn: {}",
    original: "Xem bài gốc trên {}",
    leaves: "(mở trang {})",
    embed: "Xem trên {}",
    embed_titled: "Xem: {}",
    table: "Bảng số liệu, cuộn ngang để xem hết",
    listen: "Nghe bài viết",
    no_body: "Nguồn tin chưa có nội dung của bài viết này.",
    related: "Các tin khác",
    previous: "Tin trước",
    next: "Tin tiếp theo",
    position: "Tin {} trên {}",
    days: [
        "Chủ Nhật",
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
    ],
    ago: Ago {
        minute: ("{} phút trước", "{} phút trước"),
        hour: ("{} giờ trước", "{} giờ trước"),
        day: ("{} ngày trước", "{} ngày trước"),
    },
    latest: "Mới nhất",
    more: "Xem thêm",
    loading_more: "Đang tải…",
    added: "Đã thêm {} tin.",
    no_more: "Chưa tải được các tin cũ hơn.",
    search: "Tìm trong các tin đã tải",
    found: "Tìm thấy {} tin.",
    found_none: "Không có tin nào khớp. Hãy thử từ khác, không cần gõ dấu.",
    by_tag: "Lọc theo chủ đề",
    links: "Liên kết website",
    retry: "Thử lại",
    show_latest: "Xem bài mới nhất",
    notices: Notices {
        missing: (
            "Chưa có nguồn tin",
            "Trang này chưa khai báo địa chỉ nguồn tin cho khung đọc báo.",
        ),
        unreachable: (
            "Chưa tải được bài viết",
            "Hệ thống của tòa soạn đang gặp trục trặc hoặc mất kết nối. Bạn hãy kiểm tra mạng rồi thử lại.",
        ),
        not_found: (
            "Không tìm thấy nguồn tin",
            "Địa chỉ nguồn tin không còn nữa hoặc đã được chuyển đi.",
        ),
        invalid: (
            "Chưa đọc được nguồn tin",
            "Nội dung mà tòa soạn gửi về chưa đúng định dạng. Bạn hãy thử lại sau ít phút.",
        ),
        empty: (
            "Chưa có bài viết",
            "Nguồn tin hiện chưa có bài viết nào. Mời bạn quay lại sau.",
        ),
        no_item: (
            "Không tìm thấy bài viết",
            "Bài viết này không còn trong nguồn tin. Mời bạn đọc các tin mới nhất.",
        ),
    },
    feedback: FeedbackLabels {
        title: "Phản hồi",
        about: "Ý kiến của bạn về bài “{}” được gửi thẳng đến tòa soạn.",
        name: "Họ và tên",
        email: "Thư điện tử",
        email_hint: "Không bắt buộc, chỉ dùng để trả lời bạn.",
        message: "Nội dung",
        consent: "Tôi đồng ý để {} sử dụng thông tin trên nhằm {}.",
        controller_unnamed: "tòa soạn",
        purpose_unnamed: "tiếp nhận và trả lời ý kiến này",
        policy: "Thông báo xử lý dữ liệu cá nhân (mở thẻ mới)",
        submit: "Gửi phản hồi",
        sending: "Đang gửi…",
        sent: "Tòa soạn đã nhận phản hồi của bạn.",
        receipt: "Mã tiếp nhận: {}",
        another: "Gửi phản hồi khác",
        draft_kept: "Nội dung bạn đang viết được lưu trên máy này cho đến khi gửi xong.",
        draft_lost: "Trình duyệt không cho lưu bản nháp: xin đừng đóng trang trước khi gửi.",
        errors: "Cần sửa trước khi gửi",
        name_missing: "Hãy nhập họ và tên",
        name_long: "Họ và tên dài quá 120 ký tự",
        email_wrong: "Hãy nhập địa chỉ thư điện tử có dạng ten@vidu.vn, hoặc để trống",
        message_missing: "Hãy viết nội dung phản hồi",
        message_long: "Nội dung dài quá 5.000 ký tự, hãy rút gọn",
        consent_missing: "Hãy đánh dấu đồng ý để tòa soạn được nhận thông tin",
        refused: "Tòa soạn chưa nhận được phản hồi này. Nội dung bạn viết vẫn còn nguyên.",
        unreachable: "Chưa gửi được: hệ thống của tòa soạn đang gặp trục trặc hoặc mất kết nối. Nội dung bạn viết vẫn còn nguyên.",
        again: "Gửi lại",
    },
};

static EN: Labels = Labels {
    loading: "Loading the article…",
    updated: "Updated: {}",
    photo_credit: "Photo: {}",
    source: "Source: {}",
    original: "Read the original on {}",
    leaves: "(opens {})",
    embed: "Open on {}",
    embed_titled: "Open: {}",
    table: "Table, scroll sideways to see all of it",
    listen: "Listen to the article",
    no_body: "The feed carries no text for this article.",
    related: "More stories",
    previous: "Previous story",
    next: "Next story",
    position: "Story {} of {}",
    days: [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    ago: Ago {
        minute: ("{} minute ago", "{} minutes ago"),
        hour: ("{} hour ago", "{} hours ago"),
        day: ("{} day ago", "{} days ago"),
    },
    latest: "Latest",
    more: "Show more",
    loading_more: "Loading…",
    added: "{} stories added.",
    no_more: "Older stories could not be loaded.",
    search: "Search the loaded stories",
    found: "Stories found: {}.",
    found_none: "No story matches. Try other words; accents don’t matter.",
    by_tag: "Filter by subject",
    links: "Websites",
    retry: "Try again",
    show_latest: "Show the latest article",
    notices: Notices {
        missing: ("No feed", "This page does not yet name a feed for the reading widget."),
        unreachable: (
            "The article could not be loaded",
            "The newspaper's system is in trouble or cannot be reached. Please check your connection and try again.",
        ),
        not_found: ("Feed not found", "The feed's address is gone or has moved."),
        invalid: (
            "The feed could not be read",
            "What the newspaper sent is not in the right format. Please try again in a few minutes.",
        ),
        empty: (
            "No articles yet",
            "The feed has no articles at the moment. Please come back later.",
        ),
        no_item: (
            "Article not found",
            "This article is no longer in the feed. Please read the latest stories.",
        ),
    },
    feedback: FeedbackLabels {
        title: "Feedback",
        about: "Your comment on “{}” goes straight to the newsroom.",
        name: "Full name",
        email: "Email",
        email_hint: "Optional, only used to answer you.",
        message: "Message",
        consent: "I agree that {} may use the information above to {}.",
        controller_unnamed: "the newsroom",
        purpose_unnamed: "receive and answer this message",
        policy: "Privacy notice (opens a new tab)",
        submit: "Send feedback",
        sending: "Sending…",
        sent: "The newsroom has received your feedback.",
        receipt: "Receipt: {}",
        another: "Send another",
        draft_kept: "What you write is kept on this device until it has been sent.",
        draft_lost: "This browser keeps no drafts: please do not close the page before sending.",
        errors: "Please correct before sending",
        name_missing: "Enter your full name",
        name_long: "The name is longer than 120 characters",
        email_wrong: "Enter an address like name@example.com, or leave it empty",
        message_missing: "Write your message",
        message_long: "The message is longer than 5,000 characters, please shorten it",
        consent_missing: "Tick the box so that the newsroom may receive the information",
        refused: "The newsroom did not accept this message. What you wrote is still here.",
        unreachable: "It could not be sent: the newsroom's system is in trouble or cannot be reached. What you wrote is still here.",
        again: "Send again",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_without_its_region() {
        assert_eq!(Lang::parse("vi-VN"), Some(Lang::Vi));
        assert_eq!(Lang::parse("EN_us"), Some(Lang::En));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::parse(""), None);
    }

    #[test]
    fn one_place_is_filled_after_the_other() {
        let (before, rest) = around("Tin {} trên {}");
        assert_eq!((before, around(rest)), ("Tin ", (" trên ", "")));
        assert_eq!(fill("Ảnh: {}", "Minh {}"), "Ảnh: Minh {}");
        assert_eq!(around("Tin {"), ("Tin ", ""));
    }

    #[test]
    fn both_languages_leave_the_same_places_open() {
        let places = |labels: &Labels| -> Vec<usize> {
            let text = format!("{labels:?}");
            text.split("\", ").map(|part| part.matches("{}").count()).collect()
        };
        assert_eq!(places(&VI), places(&EN));
    }
}
