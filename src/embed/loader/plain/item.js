// Reads items of a JSON Feed as far as the plain reading shows them; what a member means stands in docs/feed.md.

import { own } from "../own.js";
import { isOdd } from "./odd.js";

/** Of what a feed may have any number of, as many as Wasm reads. */
const MOST = 100;

/** As Wasm has it: half a surrogate pair is no letter, and no address can be made of it. */
const whole = (text) => text.replace(/\p{Cs}/gu, "\ufffd");

/** A string that is not blank. */
const string = (object, name) => {
  const value = own(object, name);
  return typeof value === "string" && value.trim() ? whole(value) : undefined;
};

const list = (object, name) => {
  const value = own(object, name);
  return Array.isArray(value) ? value : [];
};

/** Runs of white space become one space; a no-break space is meant. */
export const collapse = (text) => text.replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "");

export const isBlank = (text) => !/[^\s\u200b]/.test(text);

/** An absolute `http:` or `https:` address. */
export function web(text, base) {
  try {
    const url = new URL(text, base);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // No address.
  }
}

/** The address in a member; entities that were never decoded are. */
export const address = (object, name, base) => {
  const text = string(object, name);
  return text && web(text.replace(/&amp;/g, "&"), base);
};

/** The host as a reader would say it. */
export const site = (url) => url.host.replace(/^www\./, "");

const language = (object) => /^\s*([a-z][a-z\d-]{1,34})\s*$/i.exec(string(object, "language") ?? "")?.[1];

/** Ids are strings; a number is taken for one. */
export const idOf = (value) => (/^(string|number)$/.test(typeof value) ? whole(String(value).trim()) : "");

/** As newspapers write them: RFC 3339, and with less of it; Vietnam's time where no zone is told. */
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Milliseconds since 1970, beside what was written; `undefined` for what only Wasm can read. */
function moment(item, name) {
  const written = string(item, name)?.trim();
  const [, day, time, zone = "+07:00"] = DATE.exec(written) ?? [];
  // A day without a time stands at its noon among others.
  const at = Date.parse(`${day}T${time ?? "12:00"}${zone.replace(/(\d\d)(\d\d)$/, "$1:$2")}`);
  return at === at ? { written, at, isDay: !time } : undefined;
}

export const published = (item) => moment(item, "date_published");

/** Whether an item may be called so: by its id, or by its address. */
export const isCalled = (item, name, base) =>
  idOf(own(item, "id")) === name || (address(item, "url", base) ?? address(item, "external_url", base))?.href === name;

export const tags = (item) => [
  ...new Set(list(item, "tags").map((tag) => (typeof tag === "string" ? collapse(whole(tag)) : "")).filter(Boolean)),
].slice(0, MOST);

export const related = (item) => list(own(item, "_tinbai"), "related").slice(0, MOST).map(idOf).filter(Boolean);

/** Reads for one feed: `root` is the document without its items, `base` where it came from, `parse` makes an inert document. */
export function reader(root, base, parse) {
  const url = (object, name) => address(object, name, base);

  /** Text as the reader sees it: entities decoded and tags gone where a CMS left them in. */
  const words = (object, name) => {
    const text = string(object, name) ?? "";
    if (!/[&<]/.test(text)) return collapse(text);
    const body = parse(text);
    if (!body) return collapse(text.replace(/<[^<>]*>/g, " "));
    for (const element of body.querySelectorAll("*")) {
      if (/^(script|style|template|svg)$/i.test(element.localName)) element.remove();
      else if (BLOCK.test(element.localName)) element.before(" "), element.after(" ");
    }
    return collapse(body.textContent);
  };

  const names = (object) => {
    const found = list(object, "authors").map((author) => words(author, "name")).filter(Boolean);
    return found.length ? found : [words(own(object, "author"), "name")].filter(Boolean);
  };

  const photo = (item) => {
    const details = own(own(item, "_tinbai"), "photo");
    const sources = list(details, "sources")
      .slice(0, MOST)
      .map((source) => ({
        url: url(source, "url"),
        width: pixels(source, "width"),
        bytes: pixels(source, "size_in_bytes"),
        type: /^image\/[a-z\d+.-]+$/i.exec(string(source, "type") ?? "")?.[0],
      }))
      .filter((source) => source.url && source.width);
    const widest = sources.reduce((best, next) => (next.width >= (best?.width ?? 0) ? next : best), undefined);
    const size = [pixels(details, "width"), pixels(details, "height")];
    const src = url(item, "image") ?? url(item, "banner_image") ?? widest?.url;
    return (
      src && {
        src,
        sources,
        alt: words(details, "alt"),
        caption: words(details, "caption") || words(item, "image_description"),
        credit: words(details, "creditText") || words(item, "image_credit"),
        bytes: sources.every(({ bytes }) => bytes) && Math.max(pixels(details, "size_in_bytes"), ...sources.map(({ bytes }) => bytes)),
        size: size.every(Boolean) && size,
      }
    );
  };

  const newspaper = words(root, "title");
  const ours = { language: language(root), authors: names(root) };

  const storyOf = (item) => {
    const page = url(item, "url") ?? url(item, "external_url");
    const at = published(item);
    const changed = moment(item, "date_modified");
    const authors = names(item);
    const recording = list(item, "attachments").find(
      (file) => /^\s*audio\//.test(string(file, "mime_type") ?? "") && url(file, "url"),
    );
    const story = {
      id: idOf(own(item, "id")) || page?.href,
      url: page,
      // An item without a title is called by how it begins.
      title: words(item, "title") || excerpt(words(item, "summary") || words(item, "content_html") || words(item, "content_text")),
      lead: words(item, "summary"),
      html: string(item, "content_html"),
      text: string(item, "content_text"),
      photo: photo(item),
      authors: authors.length ? authors : ours.authors,
      published: at,
      modified: changed && !(at && changed.at <= at.at) ? changed : undefined,
      tags: tags(item),
      language: language(item) ?? ours.language,
      recording: recording && url(recording, "url"),
    };
    return { ...story, odd: isOdd(item, story, base) };
  };

  /** What is shown of an item; nothing of one that is none, or that only Wasm can read. */
  const read = (item) => {
    try {
      return storyOf(item);
    } catch {
      return {};
    }
  };
  const home = url(root, "home_page_url");
  return { read, newspaper, home, feed: [newspaper, home, ours.language, ours.authors].join() };
}

/** The beginning of a text, cut at a word. */
function excerpt(text) {
  const head = [...text].slice(0, 90).join("");
  return head === text ? text : `${head.replace(/ \S*$/, "").replace(/[,;:.–-]+$/, "")}…`;
}

const BLOCK =
  /^(p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|tr|td|th|blockquote|pre|figure|figcaption|section|article|header|footer|aside)$/;

/** A whole number, of pixels or bytes; zero where there is none. */
const pixels = (object, name) => {
  const value = own(object, name);
  return Number.isInteger(value) && value > 0 ? value : 0;
};
