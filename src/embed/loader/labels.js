// Words in a language of the host's own (docs/labels.md): read, checked, and made a book of, with the plurals, numbers and dates of
// that language. Comes only where `labels` is asked for.

/* global TINBAI_LABEL_PLACES */

import { own } from "./own.js";
import { isRtl } from "./plain/direction.js";
import { digits, fill } from "./plain/words.js";

/** Bytes that a file may have. */
const LIMIT = 64 * 1024;
/** Characters of one text. */
const LONGEST = 1_000;

/** Keys of what the plain reading and the form without Wasm say, where they have names of their own for it. */
const PLAIN = {
  updated: "updated",
  credit: "photo_credit",
  source: "source",
  original: "original",
  leaves: "leaves",
  listen: "listen",
  empty: "no_body",
  related: "related",
  previous: "previous",
  next: "next",
  position: "position",
  sorry: "sorry",
  retry: "retry",
};
const RESCUE = { latest: "latest", links: "links" };

/** As the plain reading counts them. */
const UNITS = ["minutes_ago", "hours_ago", "days_ago"];

/** What there is no book for. */
class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = `labels-${code}`;
  }
}

/** The books by their content: the same words are the same object, for Wasm keeps each one. */
const books = new Map();

/**
 * Of the answer to a request for a file, why there is none, or an object: the book that comes `next`, if there is one, and the
 * `code` and `fault` of what is wrong, if anything is.
 */
export async function read(given) {
  try {
    if (given instanceof Error) throw new Fault("unavailable", String(given));
    const text = given instanceof Response ? await load(given) : write(given);
    if (!books.has(text)) books.set(text, bookOf(parse(text)));
    const next = books.get(text);
    return { next, code: "labels-invalid", fault: next.faults };
  } catch (error) {
    return { code: error.code, fault: error.message };
  }
}

async function load(response) {
  if (!response.ok) throw new Fault("unavailable", `HTTP ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > LIMIT) throw new Fault("invalid", `more than ${LIMIT / 1024} KB`);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    throw error instanceof Fault ? error : new Fault("unavailable", String(error));
  } finally {
    reader.cancel().catch(() => {});
  }
}

function write(given) {
  try {
    return JSON.stringify(given) ?? "";
  } catch (error) {
    throw new Fault("invalid", String(error));
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault("invalid", String(error));
  }
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function bookOf(given) {
  if (!isObject(given)) throw new Fault("invalid", "no object");
  const lang = canonical(own(given, "lang"));
  const dir = own(given, "dir") ?? (isRtl(lang) ? "rtl" : "ltr");
  if (!/^(ltr|rtl)$/.test(dir)) throw new Fault("invalid", "dir is neither ltr nor rtl");
  const labels = own(given, "labels");
  if (!isObject(labels)) throw new Fault("invalid", "no labels");
  const { texts, counted, wrong } = checked(labels);

  const numbers = new Intl.NumberFormat(lang);
  const plurals = new Intl.PluralRules(lang);
  const dates = datesOf(lang);
  const book = {
    /** Where it is one of ours, what is missing is said in that one. */
    lang,
    /** What is left out of it, in words for the console. */
    faults: wrong.length ? `left out: ${wrong.join(", ")}` : "",
    /** For Wasm: in its order, which is the published tables'. */
    texts: [lang, dir, ...Object.keys(TINBAI_LABEL_PLACES).map((key) => texts[key] ?? "")],
    /** What the language says of a number or a time; nothing where that is ours to say. */
    say(what, number) {
      if (what === "number") return numbers.format(number);
      const date = own(dates, what);
      if (date) return date.format(number);
      const forms = own(counted, UNITS[what] ?? what);
      return forms && fill(own(forms, plurals.select(number)) ?? forms.other, numbers.format(number));
    },
    /** The plain reading's words, with these over ours. */
    over(ours) {
      const words = { ...ours, lang, dir, book, ...pick(PLAIN) };
      // Without Wasm the list says how long it is, not where it stands.
      if (texts.position) words.position = fill(words.position, digits(1, words));
      return words;
    },
    rescue: pick(RESCUE),
    /** The form's words without Wasm, by the names that they have in Wasm too. */
    form: Object.fromEntries(
      Object.keys(texts)
        .filter((key) => /^(feedback|rescue)\./.test(key))
        .map((key) => [key.replace(/.*\./, ""), texts[key]]),
    ),
    /** The words whose keys begin like this, by the rest of their keys as our scripts write it. */
    part: (start) =>
      Object.fromEntries(
        Object.keys(texts)
          .filter((key) => key.startsWith(start))
          .map((key) => [key.slice(start.length).replace(/_(.)/g, (_, letter) => letter.toUpperCase()), texts[key]]),
      ),
  };
  return book;

  function pick(names) {
    return Object.fromEntries(Object.keys(names).flatMap((name) => (texts[names[name]] ? [[name, texts[names[name]]]] : [])));
  }
}

function canonical(lang) {
  try {
    if (typeof lang === "string") return Intl.getCanonicalLocales(lang)[0];
  } catch {
    // No tag.
  }
  throw new Fault("invalid", "lang is no language tag");
}

/** Dates in Vietnamese and English are ours to write, by hand (docs/decisions/0011-dates-by-hand.md). */
function datesOf(lang) {
  if (/^(vi|en)\b/.test(lang)) return {};
  const format = (options) => new Intl.DateTimeFormat(lang, options);
  const date = { day: "numeric", month: "long", year: "numeric" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  return {
    full: format({ weekday: "long", ...date, ...clock }),
    day: format({ weekday: "long", ...date }),
    date: format(date),
    clock: format(clock),
  };
}

/** What can be used of the labels, and the keys of what can't; what has a key that we don't know is for another version. */
function checked(labels) {
  const texts = Object.create(null);
  const counted = {};
  const wrong = [];
  for (const [key, places] of Object.entries(TINBAI_LABEL_PLACES)) {
    const label = own(labels, key);
    if (label === undefined) continue;
    const isCounted = places < 0;
    const forms = isCounted && typeof label === "string" ? { other: label } : label;
    if (!isCounted && isText(label, places, places)) texts[key] = label;
    else if (isCounted && isObject(forms) && own(forms, "other") && Object.values(forms).every((form) => isText(form, 0, 1))) counted[key] = forms;
    else wrong.push(key);
  }
  return { texts, counted, wrong };
}

/** Whether it is a text with so many places to fill, and no other braces. */
function isText(value, least, most) {
  if (typeof value !== "string" || !value.trim() || value.length > LONGEST) return false;
  const places = value.split("{}").length - 1;
  return places >= least && places <= most && !/[{}]/.test(value.replaceAll("{}", ""));
}
