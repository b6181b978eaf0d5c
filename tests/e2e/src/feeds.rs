//! A small feed of an invented newspaper. A test that needs another one changes what it needs.

use serde_json::{Value, json};

/// The images that the small feed names.
pub const IMAGES: [&str; 3] = ["cau", "cho", "vuon"];

pub const NEWEST: &str = "Cầu treo bản Thượng mở lại sau ba tháng sửa";
pub const MARKET: &str = "Chợ phiên dời sang bãi mới, rộng gấp đôi";
pub const GARDEN: &str = "Vườn ươm của trường làng tặng sáu trăm cây giống";
pub const LIBRARY: &str = "Tủ sách ở nhà văn hóa thêm giờ mở cửa buổi tối";
pub const FERRY: &str = "Bến đò ngang lắp đèn cho chuyến cuối ngày";

/// Eight items; the newest is [`NEWEST`], whose related ones are, in this order, garden, market, library, ferry and
/// three more.
pub fn small() -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo Bản Thượng",
        "language": "vi",
        "_tinbai": {
            "links": [
                { "title": "Cổng thông tin xã", "url": "https://xa.example/", "group": "Cơ quan nhà nước" },
                { "title": "Đài truyền thanh", "url": "https://dai.example/", "group": "Báo chí" },
                { "title": "Lịch tàu thuyền", "url": "https://thuyen.example/", "group": "Báo chí" },
            ],
            "feedback": {
                "url": "phan-hoi", "controller": "Tòa soạn Báo Bản Thượng", "purpose": "trả lời bạn đọc",
            },
        },
        "items": [
            item("cho", MARKET, 17, Some("cho")),
            {
                "id": "cau",
                "url": "tin/cau.html",
                "title": NEWEST,
                "summary": "Từ sáng nay, học sinh hai bên suối không còn phải đi vòng sáu cây số.",
                "content_html": "<p>Đúng bảy giờ sáng, chiếc barie cuối cùng được kéo sang bên.</p>\
                    <p>Mặt cầu nay lát gỗ lim, <em>rộng thêm hai gang tay</em>, có lưới che hai bên.</p>\
                    <h2>Ba tháng đi vòng</h2><p>Suốt mùa mưa, đường vòng lầy đến mắt cá.</p>",
                "image": "anh/cau.svg",
                "date_published": "2026-11-20T06:30:00+07:00",
                "date_modified": "2026-11-20T09:05:00+07:00",
                "authors": [{ "name": "Tổ phóng viên" }],
                "tags": ["Giao thông", "Bản Thượng"],
                "_tinbai": {
                    "photo": {
                        "alt": "Chiếc cầu treo bắc qua suối lúc sáng sớm",
                        "caption": "Cầu treo bản Thượng trong buổi sáng mở lại.",
                        "creditText": "Hải Yến",
                        "width": 1200, "height": 800,
                    },
                    "related": ["vuon", "cho", "sach", "do", "lua", "nuoc", "ca"],
                },
            },
            item("vuon", GARDEN, 18, Some("vuon")),
            item("sach", LIBRARY, 16, None),
            item("do", FERRY, 15, None),
            item("lua", "Lúa nếp nương vào hạt sớm nửa tháng", 14, None),
            item("nuoc", "Bể nước sạch thứ ba của bản chạy thử", 13, None),
            item("ca", "Thả ba vạn cá giống xuống hồ đầu nguồn", 12, None),
        ],
    })
}

/// A plain item of one day of the month.
pub fn item(id: &str, title: &str, day: u8, image: Option<&str>) -> Value {
    let mut item = json!({
        "id": id,
        "url": format!("tin/{id}.html"),
        "title": title,
        "summary": format!("Tóm tắt: {title}."),
        "content_html": format!("<p>Đoạn đầu của bài “{title}”.</p>{}", "<p>Một đoạn nữa, dài vừa phải, để bài có chỗ mà cuộn.</p>".repeat(12)),
        "date_published": format!("2026-11-{day:02}T08:00:00+07:00"),
    });
    if let Some(image) = image {
        item["image"] = json!(format!("anh/{image}.svg"));
        item["_tinbai"] = json!({ "photo": { "alt": title, "width": 1200, "height": 800 } });
    }
    item
}

/// The small feed with one change to its newest item.
pub fn newest_with(change: impl FnOnce(&mut Value)) -> Value {
    let mut feed = small();
    change(&mut feed["items"][1]);
    feed
}
