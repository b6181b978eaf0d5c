// Vietnamese as it is said: what newspapers write short, a voice has to say in full.

const SHORT = {
  // An article's word may be one that objects have.
  __proto__: null,
  UBND: "Ủy ban nhân dân",
  HĐND: "Hội đồng nhân dân",
  UBMTTQ: "Ủy ban Mặt trận Tổ quốc",
  MTTQ: "Mặt trận Tổ quốc",
  TTg: "Thủ tướng",
  CP: "Chính phủ",
  QH: "Quốc hội",
  ĐBQH: "đại biểu Quốc hội",
  BCH: "Ban Chấp hành",
  BCĐ: "Ban Chỉ đạo",
  BTV: "Ban Thường vụ",
  TW: "Trung ương",
  TƯ: "Trung ương",
  NĐ: "nghị định",
  QĐ: "quyết định",
  NQ: "nghị quyết",
  TT: "thông tư",
  "TT-TT": "Thông tin và Truyền thông",
  TTTT: "Thông tin và Truyền thông",
  CT: "chỉ thị",
  KH: "kế hoạch",
  CV: "công văn",
  "NĐ-CP": "nghị định của Chính phủ",
  "NQ-CP": "nghị quyết của Chính phủ",
  "QĐ-TTg": "quyết định của Thủ tướng",
  "CT-TTg": "chỉ thị của Thủ tướng",
  "QĐ-UBND": "quyết định của Ủy ban nhân dân",
  "KH-UBND": "kế hoạch của Ủy ban nhân dân",
  "NQ-HĐND": "nghị quyết của Hội đồng nhân dân",
  "TP.HCM": "Thành phố Hồ Chí Minh",
  TPHCM: "Thành phố Hồ Chí Minh",
  "TP.": "thành phố",
  TP: "thành phố",
  "TX.": "thị xã",
  "TT.": "thị trấn",
  "Q.": "quận",
  "P.": "phường",
  THPT: "trung học phổ thông",
  THCS: "trung học cơ sở",
  "GD&ĐT": "Giáo dục và Đào tạo",
  "GD-ĐT": "Giáo dục và Đào tạo",
  GDĐT: "Giáo dục và Đào tạo",
  "NN&MT": "Nông nghiệp và Môi trường",
  "VH-TT&DL": "Văn hóa, Thể thao và Du lịch",
  VHTTDL: "Văn hóa, Thể thao và Du lịch",
  HTX: "hợp tác xã",
  NTM: "nông thôn mới",
  OCOP: "ô cốp",
  BHXH: "bảo hiểm xã hội",
  BHYT: "bảo hiểm y tế",
  CCCD: "căn cước công dân",
  CNTT: "công nghệ thông tin",
  CSGT: "cảnh sát giao thông",
  PCCC: "phòng cháy, chữa cháy",
  ATGT: "an toàn giao thông",
  GPMB: "giải phóng mặt bằng",
  KCN: "khu công nghiệp",
  KT: "kinh tế",
  XH: "xã hội",
  "KT-XH": "kinh tế, xã hội",
  TNHH: "trách nhiệm hữu hạn",
  CTCP: "công ty cổ phần",
  LĐLĐ: "Liên đoàn Lao động",
  ĐTN: "Đoàn Thanh niên",
  LHPN: "Liên hiệp Phụ nữ",
  CCB: "cựu chiến binh",
  CBCNV: "cán bộ, công nhân viên",
  SXKD: "sản xuất, kinh doanh",
  TTHC: "thủ tục hành chính",
  USD: "đô la Mỹ",
  VND: "đồng",
  "ThS.": "thạc sĩ",
  "TS.": "tiến sĩ",
  "PGS.": "phó giáo sư",
  "GS.": "giáo sư",
  "BS.": "bác sĩ",
  "PGS.TS": "phó giáo sư, tiến sĩ",
  "GS.TS": "giáo sư, tiến sĩ",
};

/** Units, after a number or a stroke. */
const UNITS = {
  km: "ki lô mét",
  m: "mét",
  cm: "xăng ti mét",
  mm: "mi li mét",
  kg: "ki lô gam",
  g: "gam",
  ha: "héc ta",
  l: "lít",
  km2: "ki lô mét vuông",
  "km²": "ki lô mét vuông",
  m2: "mét vuông",
  "m²": "mét vuông",
  m3: "mét khối",
  "m³": "mét khối",
  h: "giờ",
  "°C": "độ C",
  đ: "đồng",
};

/** Each is one thing that is written; in this order, because a date is also numbers. */
const WRITTEN = [
  // TP.Đà Nẵng, P.12, but not P.A. Nguyễn
  [/(^|[^\p{L}\d.])(TP|TX|TT|Q|P)\.(?!HCM)(?=\d|\p{Lu}\p{L})/gu, "$1$2. "],
  [/(công ty|cty|ngân hàng)\sCP(?![\p{L}\d-])/giu, "$1 cổ phần"],
  // 168/2024/NĐ-CP
  [/(\d)\/((?:19|20)\d\d)\/(?=\p{L})/gu, "$1 năm $2, "],
  [/(\d)\/(?=(?:NĐ|NQ|QĐ|CT|KH|CV|TT)-)/gu, "$1, "],
  // 30/4-1/5/2026, 24/11/2026, 24-26/11/2026, 24/11; a bare 1/2 is a half, and stays.
  [/(?:(ngày) )?\b(\d{1,2})\/(\d{1,2})\s?[-–]\s?(\d{1,2})\/(\d{1,2})\/((?:19|20)\d\d)\b/giu, "ngày $2 tháng $3 đến ngày $4 tháng $5 năm $6"],
  [/(?:(ngày) )?(\d{1,2})\s?[-–]\s?(\d{1,2})\/(\d{1,2})\/(\d{4})/giu, "ngày $2 đến ngày $3 tháng $4 năm $5"],
  [/(?:(ngày) )?\b(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)\b/giu, "ngày $2 tháng $3 năm $4"],
  [
    /(ngày|sáng|trưa|chiều|tối|đêm|hôm|từ|đến|dịp|lễ|\() ?(\d{1,2})\s?[-–]\s?(\d{1,2})\/(1[0-2]|0?[1-9])\b(?!\/)/giu,
    (_, lead, from, to, month) => day(lead, `${from} đến ngày ${to} tháng ${month}`),
  ],
  [/(ngày|sáng|trưa|chiều|tối|đêm|hôm|từ|đến|dịp|lễ|\() ?(\d{1,2})\/(1[0-2]|0?[1-9])(?:(\s?[-–]\s?| và )(\d{1,2})\/(1[0-2]|0?[1-9]))?\b(?!\/)/giu, dates],
  // ngày 30-4, but not ngày 2-3 lần
  [
    /(ngày|sáng|trưa|chiều|tối|đêm|dịp|lễ) (\d{1,2})-(1[0-2]|0?[1-9])(?:(\s[-–]\s| và )(\d{1,2})-(1[0-2]|0?[1-9]))?\b(?!-|\/|\s(?:tháng|lần|lượt|viên|giờ|tiếng|người|bữa|chuyến)(?!\p{L}))/giu,
    dates,
  ],
  [/(?:(tháng|quý|kỳ|đợt|số) )?\b(1[0-2]|0?[1-9])\/((?:19|20)\d\d)\b/giu, (_, lead, number, year) => `${lead ?? "tháng"} ${number} năm ${year}`],
  // 8h30, 7:05, 14h, 8 giờ 30
  [/\b([01]?\d|2[0-3])(?:h|g|:)([0-5]\d)\b(?![:.]?\d)/gu, (_, hour, minute) => `${+hour} giờ ${+minute ? +minute : ""}`.trim()],
  [/\b([01]?\d|2[0-4])h\b/gu, "$1 giờ"],
  [/(giờ(?: \d\d?)?)\s?[-–]\s?(?=\d\d? giờ)/gu, "$1 đến "],
  // 1.250.000 and 3,5
  [/\b\d{1,3}(?:\.\d{3})+(?!\d)/gu, (number) => number.replace(/\./g, "")],
  // 10-15, but no score, and no number of a telephone
  [/\d{1,15}(?:,\d{1,9})?(?:\s?[-–]\s?\d{1,15}(?:,\d{1,9})?)+/gu, range],
  [/(\d),(\d)/gu, "$1 phẩy $2"],
  [/(^|[\s(])[-−](?=\d+\s?°)/gu, "$1âm "],
  [/\s?%/gu, " phần trăm"],
  [/(\d)\s?(km²|km2|m²|m2|m³|m3|km|cm|mm|kg|ha|°C|m|g|l|đ)(?![\p{L}\d²³])/gu, (_, number, unit) => `${number} ${UNITS[unit]}`],
  [/(\p{L})\/(km²|km2|m²|m2|m³|m3|km|kg|ha|m|l|h)(?![\p{L}\d])/gu, (_, before, unit) => `${before} trên ${UNITS[unit]}`],
  [/\/(năm|tháng|ngày|người|tấn|lít|giờ|hộ|tạ|lượt)(?!\p{L})/gu, " trên $1"],
];

function day(lead, rest) {
  return `${lead}${lead === "(" ? "" : " "}${/^ngày$/i.test(lead) ? "" : "ngày "}${rest}`;
}

/** A day, or two of them with what stands between. */
function dates(_, lead, date, month, joint, other, next) {
  const second = other ? `${joint === " và " ? joint : " đến "}ngày ${other} tháng ${next}` : "";
  return day(lead, `${date} tháng ${month}${second}`);
}

function range(written) {
  const ends = written.split(/\s?[-–]\s?/);
  const [from, to] = ends.map((end) => (/^0(?!,)/.test(end) ? NaN : parseFloat(end.replace(",", "."))));
  return ends.length === 2 && from < to ? ends.join(" đến ") : written;
}

/** A word, with what joins it to the next: `NĐ-CP`, `GD&ĐT`, `TP.HCM`; and the full stop of `TP.`. */
const WORD = /[\p{L}\p{M}]+(?:[-&.][\p{L}\p{M}]+)*\.?/gu;

/** What a Vietnamese voice is given for a sentence. */
export function spoken(sentence) {
  let text = sentence.normalize("NFC");
  for (const [written, said] of WRITTEN) text = text.replace(written, said);
  return text.replace(WORD, say).replace(/ {2,}/g, " ");
}

function say(word, at, text) {
  // Of a person: Ông P. nói, anh P. Nguyễn; a ward's is followed by its name or number.
  if (
    /^[PQ]\.$/.test(word) &&
    (/(?:^|\P{L})(?:ông|bà|anh|chị)\s$/iu.test(text.slice(Math.max(0, at - 5), at)) || !/^\s?[\p{Lu}\d]/u.test(text.slice(at + 2, at + 5)))
  ) {
    return word;
  }
  if (SHORT[word]) return SHORT[word];
  // The full stop is the sentence's.
  const bare = word.replace(/\.$/, "");
  if (SHORT[bare]) return SHORT[bare] + word.slice(bare.length);
  const parts = bare.split("-");
  if (parts.length > 1 && parts.every((part) => SHORT[part])) {
    return parts.map((part) => SHORT[part]).join(" ") + word.slice(bare.length);
  }
  return word;
}
