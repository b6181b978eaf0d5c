// What Wasm, which forgives more than the plain reading does, may read otherwise (docs/feed.md, docs/decisions/0009-formats.md).

/**
 * In an item's own JSON, where quotation marks in markup stand behind a backslash. No part of it may look on and on from each place
 * where it could begin: a feed may have eight million characters.
 */
const ODD = new RegExp(
  [
    // Letters and marks that belong together.
    "[\\u0300-\\u036f]",
    // Members of another shape.
    '"authors?":"|"authors":(\\{|\\[")|"tags":"|"(banner_)?image":[{[]|"attachments":\\{',
    // Pictures that come later, or twice.
    "data-(src|lazy|original)|srcset|<(picture|noscript|header|nav|footer)|<img[^<>]* [wh]=",
    // Captions of old editors' making.
    'class=\\\\"[^"]*(caption|credit|author|VCSortable|["\\s]image[\\s\\\\])',
    "(ảnh|nguồn|photo|tranh)[^:<]{0,40}:[^:<]{0,99}</figcaption",
  ].join("|"),
  "i",
);

/** Addresses of the machine that a feed was written on. */
const LOCAL = /\/\/(localhost|127\.0\.0\.1|\[::1])/;
/** A caption that ends in whose photo it is. */
const CREDITED = /(Ảnh|ẢNH|Nguồn|Photo|Tranh)[^:,.;()\d]{0,24}:[^:]{1,90}$/;
const RFC_3339 = /^\s*[\d-]{10}T\d\d:\d\d:[\d.]+(Z|[+-]\d\d:\d\d)\s*$/i;
/** What is still markup after it was read as such. */
const MARKUP = /<\/|&#?\w+;/;

/** Whether the article, or the card, of this item may not be what Wasm would make of it. */
export function isOdd(item, { title, lead, authors, html, photo }, base) {
  const json = JSON.stringify(item);
  const file = photo?.src.pathname.split("/").pop().replace(/(-\d+x\d+)?\.\w+$/, "");
  return (
    ODD.test(json) ||
    (LOCAL.test(json) && !LOCAL.test(base.href)) ||
    MARKUP.test([title, lead, authors].join()) ||
    [item.date_published, item.date_modified].some((date) => date && !RFC_3339.test(date)) ||
    (photo ? (!photo.credit && CREDITED.test(photo.caption)) || (file && html?.includes(file)) : json.includes('"image/')) ||
    (html && !/<[a-z]/i.test(html))
  );
}
