//! The words of a mail. It passes servers that are not ours: no name, no address, no text of a reader's stands in it.

use super::outbox::New;

/// More than these are counted, not listed.
const LISTED: usize = 50;
/// An article's id comes from the reader's browser: long enough for one, too short for a letter.
const ARTICLE: usize = 80;

pub(super) fn subject(count: usize) -> String {
    format!("{count} phản hồi mới chờ xử lý")
}

pub(super) fn body(new: &[New], desk: &str) -> String {
    let mut body = format!("Có {} phản hồi mới của bạn đọc:\n\n", new.len());
    for New { receipt, item } in new.iter().take(LISTED) {
        let article: String = item.chars().take(ARTICLE).collect();
        body.push_str(&format!("- {receipt}, bài {article}\n  {desk}/phan-hoi/{receipt}\n"));
    }
    if let Some(more) = new.len().checked_sub(LISTED).filter(|more| *more > 0) {
        body.push_str(&format!("- và {more} phản hồi nữa\n"));
    }
    body.push_str(&format!(
        "\nTất cả: {desk}\n\nThư này không ghi nội dung và người gửi; xin đăng nhập để đọc.\n"
    ));
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_messages_are_listed_up_to_a_limit_and_counted() {
        let new: Vec<_> = (0..60)
            .map(|number| New {
                receipt: format!("PH-{number}"),
                item: "á".repeat(3000),
            })
            .collect();
        let body = body(&new, "https://bao.example/toa-soan");
        assert_eq!(body.matches("https://bao.example/toa-soan/phan-hoi/PH-").count(), 50);
        assert!(body.contains("- và 10 phản hồi nữa\n"), "{body}");
        assert!(body.len() < 20_000, "{}", body.len());
    }
}
