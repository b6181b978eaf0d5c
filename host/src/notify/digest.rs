//! The words of a mail. It passes servers that are not ours: no name, no address, no text of a reader's stands in it.

use std::collections::HashSet;

use super::outbox::New;

/// More than these are counted, not listed.
const LISTED: usize = 50;
/// Long enough for an article's id.
const ARTICLE: usize = 80;

pub(super) fn subject(count: usize) -> String {
    format!("{count} phản hồi mới chờ xử lý")
}

/// `articles` are the ids that the newspaper's own feed has.
pub(super) fn body(new: &[New], articles: &HashSet<String>, desk: &str) -> String {
    let mut body = format!("Có {} phản hồi mới của bạn đọc:\n\n", new.len());
    for New { receipt, item } in new.iter().take(LISTED) {
        let article = if may_be_named(item, articles) {
            format!(", bài {item}")
        } else {
            String::new()
        };
        body.push_str(&format!("- {receipt}{article}\n  {desk}/phan-hoi/{receipt}\n"));
    }
    if let Some(more) = new.len().checked_sub(LISTED).filter(|more| *more > 0) {
        body.push_str(&format!("- và {more} phản hồi nữa\n"));
    }
    body.push_str(&format!(
        "\nTất cả: {desk}\n\nThư này không ghi nội dung và người gửi; xin đăng nhập để đọc.\n"
    ));
    body
}

/// What a message calls its article is whatever its sender liked, and staff believe a mail of ours: a sentence with a link, or
/// one word like `goi-ngay-0901234567`, would be a stranger's letter to them. So only what the newspaper itself calls an
/// article; and since many hands fill a feed, of that no sentence and no link either.
fn may_be_named(item: &str, articles: &HashSet<String>) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    item.len() <= ARTICLE && item.bytes().all(plain) && articles.contains(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(number: usize, item: &str) -> New {
        New {
            receipt: format!("PH-{number}"),
            item: item.to_owned(),
        }
    }

    #[test]
    fn many_messages_are_listed_up_to_a_limit_and_counted() {
        let longest = "a".repeat(ARTICLE);
        let new: Vec<_> = (0..60).map(|number| new(number, &longest)).collect();
        let body = body(&new, &HashSet::from([longest]), "https://bao.example/toa-soan");
        assert_eq!(body.matches("https://bao.example/toa-soan/phan-hoi/PH-").count(), 50);
        assert!(body.contains("- và 10 phản hồi nữa\n"), "{body}");
        assert!(body.len() < 20_000, "{}", body.len());
    }

    #[test]
    fn an_article_is_named_as_the_feed_names_it_and_by_no_sentence_or_link() {
        let body_about = |item: &str, known: &str| {
            let articles = HashSet::from([known.to_owned()]);
            body(&[new(1, item)], &articles, "https://bao.example/toa-soan")
        };
        for id in ["tin-1", "17", "2026_11.a"] {
            let body = body_about(id, id);
            assert!(body.contains(&format!("- PH-1, bài {id}\n")), "{body}");
        }
        let too_long = "a".repeat(ARTICLE + 1);
        for (item, known) in [
            ("tin-2", "tin-1"),
            ("TIN-1", "tin-1"),
            ("Đăng nhập lại", "Đăng nhập lại"),
            ("https://la.example", "https://la.example"),
            ("tin\u{2028}1", "tin\u{2028}1"),
            ("tin\u{202e}1", "tin\u{202e}1"),
            (&too_long, &too_long),
        ] {
            let body = body_about(item, known);
            let line = "- PH-1\n  https://bao.example/toa-soan/phan-hoi/PH-1\n";
            assert!(body.contains(line), "{item}: {body}");
        }
    }
}
