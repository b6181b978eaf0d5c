// Which way a text is written; `labels/direction.rs` says the same.

/** By the script that the tag names, else by its language. */
export const isRtl = (tag) =>
  /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb)\b(?!-[a-z]{4}\b)|^[a-z]+-(arab|hebr|syrc|thaa|nkoo|adlm)\b/i.test(tag);

/** The `dir` of a text among the widget's words: where its language goes the other way, and where nobody said which it is. */
export const dirOf = (language, { dir }) => {
  if (!language) return "auto";
  const own = isRtl(language) ? "rtl" : "ltr";
  return own !== dir && own;
};
