// What the feedback form needs of the platform, and the postman that sends what waits; the other side is `feedback/device.rs`.
// Comes with the glue.

import { clock, date } from "./plain/when.js";

/** How long a desk may take to answer. */
const PATIENCE = 20_000;
/** Bytes: browsers refuse what is more than 64 KB to outlive the page. */
const MOST_KEPT_ALIVE = 60_000;
/** Characters of an answer that are read: a receipt is short, and a report of what is wrong. */
const MOST_ANSWER = 20_000;

/**
 * What the store did not take, with what it held then: kept until the page ends, or another page has written something newer.
 * With the element's class, for after a crash of Wasm another copy of this file goes on, and the rescue has one of its own.
 */
let overlay = new Map();
/** Each widget's postman, told of changes here and elsewhere: `storage` events only reach other pages. */
const postmen = new Set();

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

/** Not with each letter that is typed elsewhere, and not while whoever changes something is in the midst of it. */
let pause;
function tellSoon() {
  clearTimeout(pause);
  pause = setTimeout(() => postmen.forEach((postman) => postman.told()), 200);
}

const wake = () => postmen.forEach((postman) => postman.told(true));

const HEARD = [
  [window, "storage", ({ key }) => /^tinbai:(draft|outbox)/.test(key ?? "tinbai:draft") && tellSoon()],
  [window, "online", wake],
  [window, "pageshow", ({ persisted }) => persisted && wake()],
  [document, "visibilitychange", () => document.hidden || wake()],
];

/** Listens to the page for as long as there is a postman, and no longer: it is the host's. */
function hear(isAnyone) {
  for (const [target, name, act] of HEARD) target[isAnyone ? "addEventListener" : "removeEventListener"](name, act);
}

/** For one widget, whose element is `host`; `load` brings another part of the build, `words()` are the widget's. */
export function device(host, load, words) {
  overlay = host.constructor.overlay ??= overlay;
  let own;
  // To the other widgets of the page.
  const changed = () => postmen.size > 1 && tellSoon();
  return {
    saving: !!host.shadowRoot.querySelector("[data-saving]"),
    start(desk, box) {
      own?.end();
      own = postman(host, load, desk, box);
    },
    run: () => own?.run(),
    end: () => own?.end(),
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
    kept: (name) => get(name) === stored(name),
    names: (beginning) => [
      ...new Set([...overlay.keys(), ...(storage((store) => Object.keys(store)) ?? [])]),
    ].filter((name) => name.startsWith(beginning)),
    key: newKey,
    count(text) {
      if (!Intl.Segmenter) return [...text.normalize("NFC")].filter((sign) => !/\p{M}|\u200d/u.test(sign)).length;
      let count = 0;
      for (const _ of new Intl.Segmenter().segment(text)) count++;
      return count;
    },
    clock(seconds) {
      const at = new Date(seconds * 1000);
      const isToday = at.toDateString() === new Date().toDateString();
      const { book } = words();
      return isToday ? clock(at, { book }) : `${clock(at, { book })}, ${date(at, { book })}`;
    },
  };
}

/** Not `crypto.randomUUID()`: that one is missing on plain `http:` pages, and many portals are. */
const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Sends what waits in the box for a desk, one message after the other. */
function postman(host, load, desk, box) {
  const owner = newKey();
  const tokens = {};
  let isRunning = false;
  let hasEnded = false;
  let again;
  let timer;
  const self = { run, told, end };
  postmen.add(self);
  hear(true);
  run(true);
  return self;

  function told(woken) {
    box.told();
    if (woken) run(true);
    else wait();
  }

  /** What is under way goes on. */
  function end() {
    hasEnded = true;
    postmen.delete(self);
    if (!postmen.size) hear(false);
    clearTimeout(timer);
    if (!isRunning) box.free();
  }

  async function run(woken = false) {
    if (isRunning) again ||= woken;
    if (isRunning || hasEnded) return;
    isRunning = true;
    do {
      again = undefined;
      // One that can't be sent keeps no other from it.
      for (const key of box.due(woken)) await deliver(key).catch(() => {});
      woken = again;
    } while (again !== undefined);
    isRunning = false;
    if (hasEnded) box.free();
    else wait();
  }

  function wait() {
    clearTimeout(timer);
    // What another tab is sending, or has just been given, is due already: its reader sees what comes of it there. Then in a while.
    const next = box.next();
    if (next >= 0) timer = setTimeout(run, Math.min(Math.max(next, 2), 86_400) * 1000);
  }

  async function deliver(key) {
    const end = await lock(key);
    if (end === false || (!end && !box.lease(key, owner))) return;
    const { [key]: token } = tokens;
    delete tokens[key];
    let challenge, nonce;
    try {
      for (let body; (body = box.begin(key)); ) {
        const proof = nonce && { challenge, nonce };
        const answer = post(desk, body, { proof, token }, key);
        // A page that has put something in the place of `fetch` rejects with whatever it likes.
        const [status, after, text] = await answer.catch((error) => [0, undefined, String(error?.message ?? error)]);
        const more = box.settle(status, after, text, !nonce);
        if (typeof more === "string") ask(more, key);
        if (!more?.length || typeof more === "string") break;
        [challenge] = more;
        nonce = await load(TINBAI_PROOF).then(({ prove }) => prove(...more)).catch(() => {});
        if (!nonce) {
          box.settle(0, undefined, "the proof of work could not be loaded", false);
          break;
        }
      }
    } finally {
      if (end) end();
      else box.release(key);
    }
  }

  /** Lets the page answer; the message goes on its way again when it has. */
  function ask(problem, key) {
    const answer = (token) => {
      if (hasEnded) return;
      tokens[key] = String(token);
      box.hurry(key);
    };
    const detail = { challenge: JSON.parse(problem).challenge, answer };
    // Not in the midst of a step.
    setTimeout(() => host.dispatchEvent(new CustomEvent("tinbai:challenge", { bubbles: true, composed: true, detail })));
  }
}

/** Resolves to what ends the lock, to `false` where another tab has it, to nothing where there are no locks. */
function lock(key) {
  return new Promise((resolve) => {
    const hold = (lock) => !!lock && new Promise((end) => resolve(end));
    const held = navigator.locks?.request(`tinbai:${key}`, { ifAvailable: true }, hold);
    if (held) held.then((had) => had === false && resolve(false), () => resolve());
    else resolve();
  });
}

/** Sends the message with `more` members. Resolves to the answer's status, `Retry-After` in seconds where it is given, and text. */
async function post(url, message, more, key) {
  const body = JSON.stringify({ ...JSON.parse(message), ...more });
  const abort = new AbortController();
  let patience, back;
  // Not by the signal alone: in a page that WebKit brings back, a request neither ends nor can be ended.
  const over = new Promise((_, reject) => {
    const end = (cause) => {
      abort.abort();
      reject(new Error(cause));
    };
    patience = setTimeout(end, PATIENCE, "no answer within 20 seconds");
    back = ({ persisted }) => persisted && end("the page was left");
    addEventListener("pageshow", back);
  });
  try {
    const request = fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      credentials: "omit",
      // What it leads to is no desk that the feed named, and its page no receipt.
      redirect: "error",
      signal: abort.signal,
      body,
      // Goes on when the page is closed.
      keepalive: new TextEncoder().encode(body).length < MOST_KEPT_ALIVE,
    });
    const answer = request.then(async (response) => [
      response.status,
      seconds(response.headers.get("Retry-After")),
      (await response.text()).slice(0, MOST_ANSWER),
    ]);
    return await Promise.race([over, answer]);
  } finally {
    clearTimeout(patience);
    removeEventListener("pageshow", back);
  }
}

/** `Retry-After` is a number of seconds, or a date. */
function seconds(after) {
  if (!after) return;
  const count = Number(after);
  const left = Number.isNaN(count) ? (Date.parse(after) - Date.now()) / 1000 : count;
  if (left >= 0) return Math.min(Math.ceil(left), 86_400);
}
