// Fetches feeds: one request for each address, however many widgets ask; beside Wasm, not after it.

/** Milliseconds that a host may take for the whole answer. */
const PATIENCE = 20_000;
/** Bytes; what is larger is no feed for a phone. */
const LIMIT = 8 * 1024 * 1024;
/** Milliseconds for which widgets share an answer; after that the browser's own cache decides. */
const SHARED = 60_000;

const asked = new Map();

/**
 * Resolves to `{ status, url, text }`, or to `{ status, problem }` where there is no text; never rejects.
 * `fresh` asks the server again.
 */
function feed(url, fresh = false) {
  if (fresh || !asked.has(url)) {
    const answer = ask(url, fresh);
    asked.set(url, answer);
    const forget = () => asked.get(url) === answer && asked.delete(url);
    // A failure is not shared with those who ask later.
    answer.then(({ problem }) => (problem ? forget() : setTimeout(forget, SHARED)));
  }
  return asked.get(url);
}

/**
 * `feed` for one widget, with its feed asked for at once: that answer is the first one, a failure too, however long the
 * widget takes to want it.
 */
export function begin(url) {
  let begun = url && feed(url);
  return (wanted, fresh) => {
    const first = wanted === url && !fresh && begun;
    begun = undefined;
    return first || feed(wanted, fresh);
  };
}

async function ask(url, fresh) {
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
    const text = await read(response);
    return text === null
      ? { status, problem: `more than ${LIMIT / 1024 / 1024} MB` }
      : { status, url: response.url || url, text };
  } catch (error) {
    const problem = abort.signal.aborted ? `no answer within ${PATIENCE / 1000} s` : String(error);
    return { status: 0, problem };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function read(response) {
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LIMIT) return null;
    text += decoder.decode(value, { stream: true });
  }
}
