// What a voice is given of what newspapers write, and where sentences end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { split } from "../../src/tools/sentences.js";
import { spoken } from "../../src/tools/spoken.js";

const SAID = [
  ["UBND xã Đồng Mây họp.", "Ủy ban nhân dân xã Đồng Mây họp."],
  ["Kỳ họp của HĐND", "Kỳ họp của Hội đồng nhân dân"],
  ["Nghị định số 168/2024/NĐ-CP", "Nghị định số 168 năm 2024, nghị định của Chính phủ"],
  ["Quyết định 45/QĐ-UBND", "Quyết định 45, quyết định của Ủy ban nhân dân"],
  ["ngày 24/11/2026", "ngày 24 tháng 11 năm 2026"],
  ["Ngày 24/11/2026", "ngày 24 tháng 11 năm 2026"],
  ["sáng 24/11", "sáng ngày 24 tháng 11"],
  ["(24/11)", "(ngày 24 tháng 11)"],
  ["từ 24-26/11", "từ ngày 24 đến ngày 26 tháng 11"],
  ["tháng 3/2026", "tháng 3 năm 2026"],
  ["ngày 30-4", "ngày 30 tháng 4"],
  ["sáng 2-9", "sáng ngày 2 tháng 9"],
  ["ngày 24-26/11", "ngày 24 đến ngày 26 tháng 11"],
  ["từ ngày 1-10 tháng 3", "từ ngày 1 đến 10 tháng 3"],
  ["mỗi ngày 2-3 lần", "mỗi ngày 2 đến 3 lần"],
  ["dịp 30/4-1/5", "dịp ngày 30 tháng 4 đến ngày 1 tháng 5"],
  ["nghỉ lễ 30-4 và 1-5", "nghỉ lễ ngày 30 tháng 4 và ngày 1 tháng 5"],
  ["30/4-1/5/2026", "ngày 30 tháng 4 đến ngày 1 tháng 5 năm 2026"],
  ["quý 1/2026", "quý 1 năm 2026"],
  ["Tháng 3/2026", "Tháng 3 năm 2026"],
  ["khoảng 1/2 diện tích", "khoảng 1/2 diện tích"],
  ["lúc 8h30", "lúc 8 giờ 30"],
  ["lúc 14h", "lúc 14 giờ"],
  ["lúc 7:05", "lúc 7 giờ 5"],
  ["1.250.000 đồng", "1250000 đồng"],
  ["tăng 3,5%", "tăng 3 phẩy 5 phần trăm"],
  ["10-15 hộ", "10 đến 15 hộ"],
  ["tăng 3,5-4,5%", "tăng 3 phẩy 5 đến 4 phẩy 5 phần trăm"],
  ["1.000 - 2.000 hộ", "1000 đến 2000 hộ"],
  ["rộng 0,5-1 ha", "rộng 0 phẩy 5 đến 1 héc ta"],
  ["từ 8h30-9h", "từ 8 giờ 30 đến 9 giờ"],
  ["thắng Thái Lan 3-2", "thắng Thái Lan 3-2"],
  ["gọi 0912-345-678", "gọi 0912-345-678"],
  ["rộng 12 ha, dài 3km", "rộng 12 héc ta, dài 3 ki lô mét"],
  ["25.000đ/kg", "25000 đồng trên ki lô gam"],
  ["đạt 60 triệu đồng/người/năm", "đạt 60 triệu đồng trên người trên năm"],
  ["lạnh -2°C", "lạnh âm 2 độ C"],
  ["TP. Hồ Chí Minh và TP.HCM", "thành phố Hồ Chí Minh và Thành phố Hồ Chí Minh"],
  ["TP.Đà Nẵng, Q.Bình Thạnh, P.Bến Nghé", "thành phố Đà Nẵng, quận Bình Thạnh, phường Bến Nghé"],
  ["P.12, Q.1", "phường 12, quận 1"],
  ["UBND P. Bến Nghé", "Ủy ban nhân dân phường Bến Nghé"],
  ["Ông P. nói", "Ông P. nói"],
  ["anh Q. Nguyễn và bà P.", "anh Q. Nguyễn và bà P."],
  ["ông P.A. Nguyễn", "ông P.A. Nguyễn"],
  ["Công ty CP Xi măng", "Công ty cổ phần Xi măng"],
  ["Nghị định của CP", "Nghị định của Chính phủ"],
  ["Sở TT-TT", "Sở Thông tin và Truyền thông"],
  ["hàm constructor", "hàm constructor"],
  ["ngành GD&ĐT", "ngành Giáo dục và Đào tạo"],
  ["phát triển KT-XH.", "phát triển kinh tế, xã hội."],
  ["Mùa vàng trên nương", "Mùa vàng trên nương"],
];

for (const [written, said] of SAID) {
  test(`«${written}» is said «${said}»`, () => assert.equal(spoken(written), said));
}

const SPLIT = [
  ["Một câu.", ["Một câu."]],
  ["Câu một. Câu hai! Câu ba?", ["Câu một.", "Câu hai!", "Câu ba?"]],
  ["Ở TP. Hồ Chí Minh có mưa. Ở xã thì không.", ["Ở TP. Hồ Chí Minh có mưa.", "Ở xã thì không."]],
  ["Ông Nguyễn V. A. nói vậy.", ["Ông Nguyễn V. A. nói vậy."]],
  ["“Được mùa rồi.” Bà cười.", ["“Được mùa rồi.”", "Bà cười."]],
  ["Thu 1.250.000 đồng. 24 hộ thoát nghèo.", ["Thu 1.250.000 đồng.", "24 hộ thoát nghèo."]],
  ["  \n ", []],
];

for (const [text, expected] of SPLIT) {
  test(`«${text.trim()}» has ${expected.length} sentences`, () => {
    assert.deepEqual(split(text).map(([start, end]) => text.slice(start, end)), expected);
  });
}
