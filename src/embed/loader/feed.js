// Fetches feeds: one request for each address, however many widgets ask; beside Wasm, not after it.

import { itemReader } from "./stream.js";

/** Milliseconds that a host may take for the whole answer, with all that is tried again. */
const PATIENCE = 20_000;
/** Milliseconds before the second try, and then before the third, each longer or shorter by half: not all readers at once. */
const PAUSES = [1_000, 2_000];
/** Bytes; what is larger is no feed for a phone. */
const LIMIT = 8 * 1024 * 1024;
/** Milliseconds for which widgets share an answer; after that the browser's own cache decides. */
const SHARED = 60_000;
/** Milliseconds after which a request that nobody waits for is broken off: who takes an element out may put it back. */
const GRACE = 500;

const LATE = { status: 0, problem: `no answer within ${PATIENCE / 1000} s` };

const asked = new Map();

/** The running request for an address, or a new one, for one more who wants its answer. `fresh` asks the server again. */
function request(url, fresh, user) {
  if (fresh || !asked.has(url)) {
    const abort = new AbortController();
    const watchers = new Set();
    const answer = ask(url, fresh, watchers, abort);
    const forget = () => asked.get(url) === made && asked.delete(url);
    const stop = () => {
      // An answer that has come serves whoever asks.
      if (abort.signal.aborted) return;
      forget();
      abort.abort();
    };
    const made = { answer, watchers, users: new Set(), stop };
    asked.set(url, made);
    // A failure is not shared with those who ask later.
    answer.then(({ problem }) => (problem ? forget() : setTimeout(forget, SHARED)));
  }
  const wanted = asked.get(url);
  wanted.users.add(user);
  return wanted;
}

/** Where one widget's answers come from. */
export function sourceOf(url) {
  const requests = new Set();
  const ask = (wanted, fresh) => {
    const made = request(wanted, fresh, source);
    requests.add(made);
    // What has come can't be ended, and is not to be held: a host may reload each minute.
    made.answer.then(() => requests.delete(made));
    return made;
  };
  const source = {
    /** The feed's address. */
    url,
    /** Answers that Wasm gets before it has to ask for one. */
    given: [],
    /** The good answer, or the first failure, that the widget has for its feed. */
    answer: undefined,
    /** Asks for the feed. Calls `watch` with what is complete on the way, `{ root, items, url }`, until that answers true. */
    begin(fresh, watch) {
      const { answer, watchers } = ask(url, fresh);
      const watcher = (progress) => watch(progress) && watchers.delete(watcher);
      watchers.add(watcher);
      return answer;
    },
    /**
     * Resolves to `{ status, url, text, value, next }`, `value` absent where the text is not JSON, `next` the address of the
     * next page by the answer's headers; or to `{ status, problem }` where there is no text. Never rejects.
     */
    async feed(wanted, fresh) {
      const given = wanted === source.url && source.given.shift();
      // A task later: who mounts a widget is busy enough.
      if (given) await new Promise((resolve) => setTimeout(resolve));
      const answer = given || (await ask(wanted, fresh).answer);
      // The host may have named another feed meanwhile.
      if (wanted === source.url && !answer.problem) source.answer = answer;
      return answer;
    },
    /** Nothing is wanted any more: what nobody else waits for is broken off. */
    end() {
      for (const { users, stop } of requests) {
        users.delete(source);
        setTimeout(() => users.size || stop(), GRACE);
      }
    },
  };
  return source;
}

async function ask(url, fresh, watchers, abort) {
  const end = Date.now() + PATIENCE;
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  // WebKit at times never settles a request whose way on a policy forbids, not even when it is broken off.
  const late = new Promise((resolve) => (abort.signal.onabort = () => resolve(LATE)));
  for (let tries = 0; ; tries++) {
    const { wait, ...answer } = await Promise.race([once(url, fresh, watchers, abort.signal), late]);
    const pause = Math.max(wait, PAUSES[tries] * (0.5 + Math.random()));
    // Not where one of both is no number: nothing to wait for, or too many tries.
    const isWorthIt = Date.now() + pause < end;
    if (isWorthIt) await new Promise((resolve) => setTimeout(resolve, pause));
    if (isWorthIt && !abort.signal.aborted) continue;
    clearTimeout(timer);
    abort.abort();
    return answer;
  }
}

/** One try. `wait` is there where another one may help: the milliseconds that the host asks for, or 0. */
async function once(url, fresh, watchers, signal) {
  try {
    // No cookies, and no header that would need a CORS preflight.
    const response = await fetch(url, { credentials: "omit", cache: fresh ? "no-cache" : "default", signal });
    const { status, headers } = response;
    if (!response.ok) return { status, problem: `HTTP ${status}`, wait: waitAfter(status, headers.get("retry-after")) };
    const from = response.url || url;
    const text = await read(response, from, watchers);
    if (text === null) return { status, problem: `more than ${LIMIT / 1024 / 1024} MB` };
    const next = /<([^<>]*)>[^,<]*\brel="?next\b/.exec(headers.get("link"))?.[1];
    return { status, url: from, text, value: json(text), next };
  } catch (error) {
    if (signal.aborted) return LATE;
    return { status: 0, problem: String(error), wait: 0 };
  }
}

/** Seconds or a date, where the host lets us read the header; without it, only what the host itself takes for its fault. */
function waitAfter(status, header) {
  const told = header && Math.max(0, isNaN(header) ? Date.parse(header) - Date.now() : header * 1000);
  if (status >= 500) return told || 0;
  if (told >= 0 && header && (status === 408 || status === 429)) return told;
}

async function read(response, url, watchers) {
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const charset = /charset="?([\w-]+)/i.exec(response.headers.get("content-type"))?.[1];
  const complete = itemReader();
  const chunks = [];
  let decoder;
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      text += decoder?.decode() ?? "";
      return charset && isBroken(text) ? inCharset(chunks, charset, text) : text;
    }
    size += value.length;
    if (size > LIMIT) return null;
    chunks.push(value);
    decoder ??= new TextDecoder(encodingOf(value));
    text += decoder.decode(value, { stream: true });
    if (!watchers.size || (charset && isBroken(text))) continue;
    const progress = { url, ...complete(text) };
    if (progress.items.length) for (const watcher of watchers) watcher(progress);
  }
}

/** UTF-8, unless the first bytes are those of UTF-16: a byte order mark, or a NUL beside a bracket. */
const encodingOf = ([first, second]) =>
  first === 0xff || second === 0 ? "utf-16le" : first === 0xfe || first === 0 ? "utf-16be" : "utf-8";

const isBroken = (text) => text.includes("\ufffd");

/** What is no UTF-8 may be what its header says. */
async function inCharset(chunks, charset, text) {
  try {
    return new TextDecoder(charset).decode(await new Blob(chunks).arrayBuffer());
  } catch {
    // A charset that nobody knows.
    return text;
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Wasm says what it is instead.
  }
}
