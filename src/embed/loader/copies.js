// Copies of feeds on this device: kept, thrown away, and followed by what the newspaper answers (decision 12). Comes when the
// first answer is to be kept, or the first copy shown.

import { AGE, isGone, settle, withStore } from "./copy.js";
import { tellError } from "./host.js";
import { h } from "./plain/dom.js";
import { idOf, published } from "./plain/item.js";
import { clock, date } from "./plain/when.js";

/** The most feeds that are kept, and characters of one; what is larger would push out what is not ours. */
const MOST = 5;
const LARGEST = 2_000_000;

export const WORDS = {
  vi: {
    saved: "Bản lưu lúc {}",
    updated: "Bài đã được cập nhật.",
    show: "Xem bản mới",
    gone: "Bài này không còn trong nguồn tin.",
    close: "Đóng",
  },
  en: {
    saved: "Saved copy of {}",
    updated: "This article has been updated.",
    show: "Show the new version",
    gone: "This article is no longer in the feed.",
    close: "Close",
  },
};

/** Answers that are kept already: widgets share them. */
const kept = new WeakSet();

/** Keeps a good answer as the feed's newest copy. Where that can't be, nothing is said: a copy is a gift, not a promise. */
export async function keep(feed, answer) {
  if (kept.has(answer)) return;
  kept.add(answer);
  const { url, text, next } = answer;
  try {
    await withStore("readwrite", async (store) => {
      if (text.length > LARGEST) return settle(store.delete(feed));
      await settle(store.put({ feed, url, text, next, at: Date.now() }));
      const [keys, all] = await Promise.all([
        settle(store.index("at").getAllKeys()),
        settle(store.index("at").getAllKeys(IDBKeyRange.bound(Date.now() - AGE, Date.now()))),
      ]);
      const fresh = new Set(all.slice(-MOST));
      await Promise.all(keys.filter((key) => !fresh.has(key)).map((key) => settle(store.delete(key))));
    });
  } catch {
    // Full, blocked, or forbidden.
  }
}

const forget = (feed) => withStore("readwrite", (store) => settle(store.delete(feed))).catch(() => {});

/**
 * Follows a copy that is on show until the newspaper has answered: says how old it is, and brings what is newer, but takes no
 * text from under a reader's eyes. What the newspaper has taken back goes at once. Answers a function that ends it.
 *
 * `reading` is what the widget lets it do: `shown()` is the id of the article on show, `isLatest()` whether nobody named
 * one, `ask()` a new request, `renew(answer, { anew, isSame, arrives })` the answer's taking the copy's place.
 */
export function follow(copy, request, host, words, theme, reading) {
  const root = host.shadowRoot;
  const own = { ...words, ...WORDS[words.own], ...words.book?.part("copy.") };
  const line = h("p", { class: "line", part: "notice", role: "status" });
  const element = h("div", { class: "kept" }, h("div", { class: "tinbai", dir: words.dir, lang: words.lang, ...theme }, line));
  root.append(element);
  const reader = watch(host, element);
  const at = new Date(copy.at);
  const saved = own.saved.replace("{}", `${clock(at, words)}, ${date(at, words)}`);
  let hasEnded = false;
  say(saved);
  request.then(answered);
  return end;

  function end() {
    const held = line.contains(root.activeElement);
    hasEnded = true;
    reader.end();
    element.remove();
    if (held) root.querySelector("#headline")?.focus({ preventScroll: true });
  }

  /** The line's text, with a button that does something. */
  function say(text, label, act) {
    const held = line.contains(root.activeElement);
    const button = label && h("button", { type: "button", class: "button plain" }, label);
    line.replaceChildren(text, button ?? "");
    if (!button) return;
    button.onclick = act;
    if (held) button.focus({ preventScroll: true });
  }

  function answered(fresh) {
    if (hasEnded) return;
    const code = failure(fresh, copy);
    if (code) {
      tellError(host, code, fresh.problem ?? "no feed");
      say(saved, own.retry, ({ target }) => {
        target.onclick = null;
        target.setAttribute("aria-disabled", true);
        reading.ask().then(answered);
      });
      return;
    }
    const items = fresh.value && itemsOf(fresh.value);
    if (items?.length) keep(copy.feed, fresh);
    else forget(copy.feed);
    const hasBegun = reader.hasBegun();
    const isLatest = reading.isLatest();
    const before = find(copy.value, reading.shown());
    const now = items && find(fresh.value, reading.shown());
    const isNewest = !isLatest || now === newest(items ?? []);
    if (now && hasBegun && !isSame(now, before)) {
      say(own.updated, own.show, () => {
        end();
        reading.renew(fresh, { arrives: true });
      });
    } else if (now && (hasBegun || isNewest)) {
      end();
      reading.renew(fresh, { isSame: isSame(now, before) });
    } else {
      // Where an item was named, Wasm's own notice says so in the article's place; an item without a name is not looked for.
      if (!now && before && hasBegun && isLatest && items?.length) say(own.gone, own.close, end);
      else end();
      reading.renew(fresh, { anew: true, arrives: !now && hasBegun });
    }
  }
}

/** The code of an answer that leaves the copy where it is; nothing where it is for the copy to go. */
function failure(answer, copy) {
  const { status, problem, value } = answer;
  if (isGone(answer)) return;
  if (problem) return status >= 200 && status < 300 ? "feed-invalid" : "feed-unreachable";
  // A network's sign-in page, half a document: nothing that the newspaper has said.
  if (!value || (copy.value.items && !Array.isArray(value.items))) return "feed-invalid";
}

/** The items of a document, in whichever format: compared is what is in them, whatever it means. */
const itemsOf = (value) => [value.items ?? value.data ?? value["@graph"] ?? value].flat();

export const find = (value, id) =>
  itemsOf(value).find((item) => [item?.id, item?.url, item?.link, item?.["@id"]].some((name) => idOf(name) === id));

/** Whether two items say the same; of what is too deep to be told it is taken for another. */
function isSame(now, before) {
  try {
    return JSON.stringify(now) === JSON.stringify(before);
  } catch {
    return false;
  }
}

const newest = (items) =>
  items.reduce((best, item) => ((published(item)?.at ?? -Infinity) > (published(best)?.at ?? -Infinity) ? item : best), items[0]);

/** Whether a reader has begun with the article: scrolled, or touched it. */
function watch(host, line) {
  const over = new AbortController();
  const options = { capture: true, passive: true, signal: over.signal };
  let begun = false;
  const begin = (event) => {
    const { target } = event;
    if (target !== document && (!target.contains?.(host) || event.composedPath().includes(line))) return;
    begun = true;
  };
  for (const kind of ["pointerdown", "keydown", "focusin"]) host.addEventListener(kind, begin, options);
  document.addEventListener("scroll", begin, options);
  return {
    hasBegun: () => begun || !!String(host.shadowRoot.getSelection?.() ?? ""),
    end: () => over.abort(),
  };
}
