// The widget's own words, as far as the plain reading needs them; `src/labels/` has the same and all others.

export const WORDS = {
  vi: {
    days: "Chủ Nhật,Thứ Hai,Thứ Ba,Thứ Tư,Thứ Năm,Thứ Sáu,Thứ Bảy",
    ago: "phút trước,giờ trước,ngày trước",
    updated: "Cập nhật: {}",
    credit: "Ảnh: {}",
    source: "Nguồn: {}",
    original: "Xem bài gốc trên {}",
    leaves: "(mở trang {})",
    listen: "Nghe bài viết",
    empty: "Nguồn tin chưa có nội dung của bài viết này.",
    related: "Các tin khác",
    previous: "Tin trước",
    next: "Tin tiếp theo",
    position: "Tin 1 trên {}",
    sorry: "Chưa mở được bài viết.",
    retry: "Thử lại",
  },
  en: {
    days: "Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday",
    ago: "minutes ago,hours ago,days ago",
    updated: "Updated: {}",
    credit: "Photo: {}",
    source: "Source: {}",
    original: "Read the original on {}",
    leaves: "(opens {})",
    listen: "Listen to the article",
    empty: "The feed carries no text for this article.",
    related: "More stories",
    previous: "Previous story",
    next: "Next story",
    position: "Story 1 of {}",
    sorry: "The article could not be opened.",
    retry: "Try again",
  },
};

/**
 * The words of the first language tag among these that we speak; Vietnamese where we speak none. Over them a `book` of the host's
 * may lie (`labels.js`); `own` is the language of ours.
 */
export function wordsFor(...tags) {
  const known = tags.map((tag) => /^\s*(vi|en)\s*($|[-_])/i.exec(tag ?? "")?.[1].toLowerCase()).find(Boolean);
  const lang = known ?? "vi";
  return { lang, own: lang, dir: "ltr", ...WORDS[lang] };
}

export const fill = (label, value) => label.replace("{}", () => value);

/** A number as the book writes it. */
export const digits = (number, { book }) => book?.say("number", number) ?? String(number);
