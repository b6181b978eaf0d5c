// Fetches feeds: one request for each address, however many widgets ask; beside Wasm, not after it.

import { itemReader } from "./stream.js";

/** Milliseconds that a host may take for the whole answer. */
const PATIENCE = 20_000;
/** Bytes; what is larger is no feed for a phone. */
const LIMIT = 8 * 1024 * 1024;
/** Milliseconds for which widgets share an answer; after that the browser's own cache decides. */
const SHARED = 60_000;

const asked = new Map();

/**
 * Resolves to `{ status, url, text, value }`, `value` absent where the text is not JSON, or to `{ status, problem }` where
 * there is no text; never rejects. `fresh` asks the server again. Who waits may `watch` the items come.
 */
function feed(url, fresh = false) {
  if (fresh || !asked.has(url)) {
    const watchers = new Set();
    const answer = ask(url, fresh, watchers);
    const request = { answer, watchers };
    asked.set(url, request);
    const forget = () => asked.get(url) === request && asked.delete(url);
    // A failure is not shared with those who ask later.
    answer.then(({ problem }) => (problem ? forget() : setTimeout(forget, SHARED)));
  }
  return asked.get(url);
}

/**
 * The feed for one widget, asked for at once. `first` is that answer, a failure too, however long the widget takes to want
 * it; `feed(url, fresh)` answers with it the first time. `watch` is called with what is complete on the way,
 * `{ root, items, url }`, until it answers true.
 */
export function begin(url, fresh, watch) {
  const request = url && feed(url, fresh);
  if (request) {
    const watcher = (progress) => watch(progress) && request.watchers.delete(watcher);
    request.watchers.add(watcher);
  }
  return again(url, request?.answer);
}

/** A source that has its first answer already. */
export function again(url, first) {
  let unused = first;
  return {
    first,
    feed(wanted, fresh) {
      const answer = wanted === url && !fresh && unused;
      unused = undefined;
      // A task later: who mounts a widget is busy enough.
      return answer ? new Promise((resolve) => setTimeout(resolve, 0, answer)) : feed(wanted, fresh).answer;
    },
  };
}

async function ask(url, fresh, watchers) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    // No cookies, and no header that would need a CORS preflight.
    const response = await fetch(url, {
      credentials: "omit",
      cache: fresh ? "no-cache" : "default",
      signal: abort.signal,
    });
    const { status } = response;
    if (!response.ok) return { status, problem: `HTTP ${status}` };
    const from = response.url || url;
    const text = await read(response, from, watchers);
    if (text === null) return { status, problem: `more than ${LIMIT / 1024 / 1024} MB` };
    return { status, url: from, text, value: json(text) };
  } catch (error) {
    const problem = abort.signal.aborted ? `no answer within ${PATIENCE / 1000} s` : String(error);
    return { status: 0, problem };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function read(response, url, watchers) {
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const complete = itemReader();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LIMIT) return null;
    text += decoder.decode(value, { stream: true });
    if (!watchers.size) continue;
    const progress = { url, ...complete(text) };
    if (progress.items.length) for (const watcher of watchers) watcher(progress);
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Wasm says what it is instead.
  }
}
