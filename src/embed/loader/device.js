// What the feedback form needs of the platform; the other side is `feedback/device.rs`. Comes with the glue.

import { clock, date } from "./plain/when.js";

/** How long a desk may take to answer. */
const PATIENCE = 20_000;
/** What browsers let outlive the page, all such requests together. */
const MOST_KEPT_ALIVE = 60_000;

/**
 * What the store did not take, with what it held then: kept until the page ends, or another page has written something newer.
 */
const overlay = new Map();
/** Who is told of changes: `storage` events only reach other pages. */
const watchers = new Set();

/** `localStorage` is null or throws in some WebViews and under some settings. */
function storage(use) {
  try {
    return use(localStorage);
  } catch {
    // As if nothing were kept.
  }
}

const stored = (name) => storage((store) => store.getItem(name)) ?? undefined;

function get(name) {
  const now = stored(name);
  const [value, then] = overlay.get(name) ?? [];
  return value !== undefined && then === now ? value : now;
}

/** `name` is what changed; `""`, that the network or the reader is back. */
const tell = (name) => watchers.forEach((watcher) => watcher(name));

/** Not with each letter that is typed elsewhere, and not while whoever changes something is in the midst of it. */
let pause;
function tellSoon() {
  clearTimeout(pause);
  pause = setTimeout(tell, 200, "*");
}

addEventListener("storage", ({ key }) => /^tinbai:(draft|outbox)/.test(key ?? "tinbai:draft") && tellSoon());
addEventListener("online", () => tell(""));
addEventListener("pageshow", ({ persisted }) => persisted && tell(""));
document.addEventListener("visibilitychange", () => document.hidden || tell(""));

/** For one widget, whose element is `host`. */
export function device(host) {
  // To the other widgets of the page.
  const changed = () => watchers.size > 1 && tellSoon();
  return {
    watch(happened) {
      watchers.add(happened);
      return () => watchers.delete(happened);
    },
    get,
    set(name, value) {
      const kept = storage((store) => (store.setItem(name, value), true)) ?? false;
      if (kept) overlay.delete(name);
      else overlay.set(name, [value, stored(name)]);
      changed();
      return kept;
    },
    remove(name) {
      overlay.delete(name);
      storage((store) => store.removeItem(name));
      changed();
    },
    names: (beginning) => [
      ...new Set([...overlay.keys(), ...(storage((store) => Object.keys(store)) ?? [])]),
    ].filter((name) => name.startsWith(beginning)),
    // Not `crypto.randomUUID()`: that one is missing on plain `http:` pages, and many portals are.
    key: () =>
      [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    count(text) {
      if (!Intl.Segmenter) return [...text.normalize("NFC")].filter((sign) => !/\p{M}|\u200d/u.test(sign)).length;
      let count = 0;
      for (const _ of new Intl.Segmenter().segment(text)) count++;
      return count;
    },
    clock(seconds) {
      const at = new Date(seconds * 1000);
      const isToday = at.toDateString() === new Date().toDateString();
      return isToday ? clock(at) : `${clock(at)}, ${date(at, {})}`;
    },
    lock: (key) =>
      new Promise((resolve, reject) => {
        if (!navigator.locks) return resolve();
        navigator.locks
          .request(`tinbai:${key}`, { ifAvailable: true }, (lock) => !!lock && new Promise((end) => resolve(end)))
          .then((had) => had === false && resolve(false), reject);
      }),
    post,
    prove: (challenge, bits) =>
      import(new URL(TINBAI_PROOF, import.meta.url)).then(({ prove }) => prove(challenge, bits)),
    ask: (problem) =>
      new Promise((answer) => {
        const detail = { challenge: JSON.parse(problem).challenge, answer: (token) => answer(String(token)) };
        host.dispatchEvent(new CustomEvent("tinbai:challenge", { bubbles: true, composed: true, detail }));
      }),
  };
}

/** Resolves to the answer's status, `Retry-After` in seconds or -1, and text. */
async function post(url, body, key) {
  const abort = new AbortController();
  const patience = setTimeout(() => abort.abort(new Error("no answer within 20 seconds")), PATIENCE);
  const request = (keepalive) =>
    fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      credentials: "omit",
      signal: abort.signal,
      body,
      keepalive,
    });
  try {
    // Goes on when the page is closed. Where that is refused, because others are under way, it is asked without.
    const lasts = new TextEncoder().encode(body).length < MOST_KEPT_ALIVE;
    const response = await request(lasts).catch((error) => {
      if (!lasts || abort.signal.aborted) throw error;
      return request(false);
    });
    return [response.status, seconds(response.headers.get("Retry-After")), await response.text()];
  } finally {
    clearTimeout(patience);
  }
}

/** `Retry-After` is a number of seconds, or a date. */
function seconds(after) {
  if (!after) return -1;
  const count = Number(after);
  const left = Number.isNaN(count) ? (Date.parse(after) - Date.now()) / 1000 : count;
  return left >= 0 ? Math.ceil(left) : -1;
}
