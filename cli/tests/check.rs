//! The tool as its users run it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn tinbai(arguments: &[&str], lang: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tinbai"))
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", lang)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures")
        .join(name)
}

/// The report for programs of a document of the tests.
fn checked(name: &str) -> (Value, i32) {
    let output = tinbai(&["check", "--json", fixture(name).to_str().unwrap()], "C");
    (
        serde_json::from_slice(&output.stdout).unwrap(),
        output.status.code().unwrap(),
    )
}

/// A server that answers each request with this; its address.
fn server(head: &'static str, body: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/feed.json", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let head = format!(
                "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            let _ = stream.write_all(&body);
        }
    });
    url
}

#[test]
fn a_feed_without_a_fault_has_status_0_and_says_what_is_right() {
    let (report, status) = checked("formats/wordpress-one.json");
    assert_eq!(
        (status, &report["format"], &report["shown"]),
        (0, &"WordPress".into(), &1.into())
    );
    let item = &report["items"][0];
    assert_eq!((&item["id"], item["lost"].as_array().unwrap().len()), (&"7".into(), 0));
    let right = item["right"].to_string();
    for part in [
        "Title", "Lead", "Photo", "Caption", "Credit", "Body", "Authors", "Date", "Tags", "Address",
    ] {
        assert!(right.contains(part), "{part}: {right}");
    }
}

#[test]
fn what_is_lost_has_status_1_and_is_told_at_its_item() {
    let (report, status) = checked("sloppy/ids.json");
    assert_eq!(status, 1);
    let items = report["items"].as_array().unwrap();
    let shown: Vec<_> = items.iter().map(|item| item["shown"].as_bool().unwrap()).collect();
    assert_eq!(shown, [true, true, true, false, true, true, true, false]);
    assert_eq!(items[0]["forgiven"][0]["matter"], "IdIsNumber");
    assert_eq!(items[2]["forgiven"][0]["matter"], "IdIsText");
    assert_eq!(items[3]["lost"][0]["about"], "2347");
}

#[test]
fn the_report_is_vietnamese_or_english() {
    let file = fixture("sloppy/dates.json");
    let file = file.to_str().unwrap();
    let vi = said(&tinbai(&["check", file], "C.UTF-8"));
    assert!(vi.contains("Định dạng: JSON Feed. Số mục: 12, hiện được: 12."), "{vi}");
    assert!(vi.contains("mất: date_published: không phải ngày"), "{vi}");
    assert!(
        vi.contains("bỏ qua: date_published: ngày không có múi giờ, hiểu là giờ Việt Nam"),
        "{vi}"
    );
    let en = said(&tinbai(&["check", file], "en_GB.UTF-8"));
    assert!(
        en.contains("forgiven: date_published: the date has no zone; Vietnam's was taken"),
        "{en}"
    );
    assert_eq!(said(&tinbai(&["check", file, "--lang", "vi"], "en_GB.UTF-8")), vi);
}

#[test]
fn what_is_no_feed_has_status_2_and_is_called_by_its_name() {
    for (name, vi) in [
        ("sloppy/not-null.json", "JSON, nhưng là null"),
        ("sloppy/not-empty.json", "câu trả lời rỗng"),
        ("sloppy/not-html.json", "một trang HTML: «Trang không tìm thấy»"),
        ("sloppy/not-rss.json", "nguồn tin RSS, tức là XML"),
        ("sloppy/not-rendered.json", "một khuôn mẫu chưa được điền"),
        ("sloppy/not-php.json", "một khuôn mẫu chưa được điền"),
        ("sloppy/not-whole.json", "JSON bị đứt giữa chừng"),
        ("sloppy/not-items.json", "JSON lạ, không có danh sách bài"),
        (
            "sloppy/not-found.json",
            "thông báo lỗi của máy chủ bằng JSON: «Không tìm thấy tuyến đường phù hợp.»",
        ),
        (
            "formats/wordpress-media.json",
            "tệp phương tiện của WordPress, không có bài viết",
        ),
        ("formats/schema-without-article.json", "JSON-LD không có bài viết"),
    ] {
        let output = tinbai(&["check", fixture(name).to_str().unwrap()], "vi_VN.UTF-8");
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said(&output).contains(vi), "{name}: {}", said(&output));
    }
}

#[test]
fn a_wrong_call_has_status_2() {
    for arguments in [
        &[] as &[&str],
        &["check"],
        &["check", "a", "--lang", "fr"],
        &["khac"],
        &["check", "/khong/co"],
    ] {
        assert_eq!(tinbai(arguments, "C").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_feed_is_fetched_as_a_portal_would() {
    let good = "200 OK\r\nContent-Type: application/feed+json\r\nAccess-Control-Allow-Origin: *";
    let document = std::fs::read(fixture("sloppy/lone-surrogates.json")).unwrap();
    let output = tinbai(&["check", "--json", &server(good, document.clone())], "C");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (output.status.code(), &report["shown"], &report["requests"]),
        (Some(0), &2.into(), &1.into())
    );

    let closed = tinbai(&["check", &server("200 OK\r\nContent-Type: text/plain", document)], "C");
    assert_eq!(closed.status.code(), Some(1));
    assert!(
        said(&closed).contains("thiếu Access-Control-Allow-Origin"),
        "{}",
        said(&closed)
    );
    assert!(
        said(&closed).contains("máy chủ không ghi đây là JSON"),
        "{}",
        said(&closed)
    );

    let gone = tinbai(&["check", &server("404 Not Found", vec![])], "C");
    assert_eq!(gone.status.code(), Some(2));
    assert!(said(&gone).contains("HTTP 404"), "{}", said(&gone));
}

#[test]
fn utf_16_with_a_byte_order_mark_is_read() {
    let text = [
        "\u{feff}",
        &std::fs::read_to_string(fixture("sloppy/version-http.json")).unwrap(),
    ]
    .concat();
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.json");
    std::fs::write(&file, bytes).unwrap();
    let output = tinbai(&["check", file.to_str().unwrap(), "--lang", "en"], "C");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said(&output).contains("forgiven: UTF-16LE: not UTF-8"),
        "{}",
        said(&output)
    );
}
