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
    pub why: &'static str,
    pub email_use: &'static str,
    pub email_needed: &'static str,
    pub left: &'static str,
    pub over: &'static str,
    pub trap: &'static str,
    pub restored: &'static str,
    pub anew: &'static str,
    pub beside: &'static str,
    pub swap: &'static str,
    pub elsewhere: &'static str,
    pub load: &'static str,
    pub keep: &'static str,
    pub proving: &'static str,
    pub waiting: &'static str,
    pub busy: &'static str,
    pub challenged: &'static str,
    pub may_close: &'static str,
    pub wait_here: &'static str,
    pub now: &'static str,
    pub edit: &'static str,
    pub drop: &'static str,
    pub show_text: &'static str,
    pub about_other: &'static str,
    pub given_up: &'static str,
    pub erase: &'static str,
    pub erased: &'static str,
    pub undo: &'static str,
    pub received_about: &'static str,
    pub queued_about: &'static str,
    pub refused_about: &'static str,
    pub open: &'static str,
    pub close: &'static str,
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
        why: "Tòa soạn cần họ tên để biết ai gửi, nội dung để xem xét. Chỉ gửi kèm địa chỉ bài viết và thời gian bạn viết.",
        email_use: "Chỉ dùng để trả lời bạn.",
        email_needed: "Hãy nhập địa chỉ thư điện tử có dạng ten@vidu.vn",
        left: "Còn {} ký tự",
        over: "Thừa {} ký tự, hãy rút gọn",
        trap: "Xin để trống ô này",
        restored: "Đã khôi phục nội dung bạn viết dở lúc {}.",
        anew: "Viết lại từ đầu",
        beside: "Nội dung trước đó vẫn được giữ trên máy này.",
        swap: "Lấy lại nội dung đó",
        elsewhere: "Nội dung này vừa được sửa hoặc gửi đi ở một thẻ khác.",
        load: "Xem bản mới hơn",
        keep: "Giữ bản ở đây",
        proving: "Máy đang làm phép tính chống thư rác, mất vài giây.",
        waiting: "Chờ mạng: sẽ tự gửi lại lúc {}.",
        busy: "Tòa soạn chưa nhận được lúc này: sẽ tự gửi lại lúc {}.",
        challenged: "Cần bạn xác nhận trên trang này trước khi gửi. Sẽ thử lại lúc {}.",
        may_close: "Phản hồi được giữ trên máy này, bạn có thể đóng trang.",
        wait_here: "Trình duyệt không cho giữ phản hồi trên máy: xin đừng đóng trang.",
        now: "Gửi ngay",
        edit: "Sửa lại",
        drop: "Bỏ, không gửi",
        show_text: "Xem nội dung",
        about_other: "Về bài “{}”",
        given_up: "Sau 14 ngày vẫn chưa gửi được phản hồi này. Nội dung bạn viết vẫn còn nguyên.",
        erase: "Xóa bản nháp và thư chờ gửi",
        erased: "Đã xóa khỏi máy này.",
        undo: "Hoàn tác",
        received_about: "Tòa soạn đã nhận phản hồi của bạn về bài “{}”.",
        queued_about: "Phản hồi về bài “{}” đang chờ mạng và sẽ tự gửi lại.",
        refused_about: "Tòa soạn chưa nhận được phản hồi về bài “{}”. Nội dung bạn viết vẫn còn nguyên.",
        open: "Mở bài",
        close: "Đóng",
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
        why: "Your name tells the newsroom who writes. Only the article's address and how long you wrote are sent with it.",
        email_use: "Only used to answer you.",
        email_needed: "Enter an address like name@example.com",
        left: "{} characters left",
        over: "{} characters too many, please shorten it",
        trap: "Leave this empty",
        restored: "What you had begun at {} is here again.",
        anew: "Start anew",
        beside: "What stood here before is still kept on this device.",
        swap: "Bring it back",
        elsewhere: "This was just changed or sent in another tab.",
        load: "Show the newer version",
        keep: "Keep this one",
        proving: "A calculation against spam takes some seconds.",
        waiting: "Waiting for the network: it is sent again at {}.",
        busy: "The newsroom can't take it right now: it is sent again at {}.",
        challenged: "This page has to be answered before it is sent. It is tried again at {}.",
        may_close: "It is kept on this device, you may close the page.",
        wait_here: "This browser keeps nothing: please do not close the page.",
        now: "Send now",
        edit: "Edit",
        drop: "Discard",
        show_text: "Show the message",
        about_other: "On “{}”",
        given_up: "It could not be sent within 14 days. What you wrote is still here.",
        erase: "Erase drafts and waiting messages",
        erased: "Erased from this device.",
        undo: "Undo",
        received_about: "The newsroom has received your feedback on “{}”.",
        queued_about: "Your feedback on “{}” waits for the network and is sent again.",
        refused_about: "The newsroom did not accept your feedback on “{}”. What you wrote is still here.",
        open: "Open it",
        close: "Close",
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
