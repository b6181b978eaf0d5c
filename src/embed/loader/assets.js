// Where the rest of the build lies: next to this script. Names and digests are filled in when the build is made: other bytes
// are as good as none (docs/decisions/0016-verified.md).

/* global TINBAI_RUNTIME, TINBAI_WASM, TINBAI_STYLE, TINBAI_RESCUE, TINBAI_COPIES, TINBAI_LABELS, TINBAI_TOOLS */

import { persist } from "./persist.js";
import { trusted } from "./trusted.js";

/**
 * Our own tag. Checked, because `<img name="currentScript">` in a page takes that name over; and a host that loads us in
 * its own way leaves us without it.
 */
export const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : [...document.querySelectorAll("script")].find(({ src }) => /\/(tinbai|loader-[\da-f]{16})\.js/.test(src));

const beside = (name) => new URL(name, script?.src || document.baseURI).href;

/** Milliseconds after which glue and Wasm are no longer waited for. */
const WASM_PATIENCE = 30_000;
/** Milliseconds for which words of the host's own are waited for; the text waits less (`widget.js`). */
const LABELS_PATIENCE = 20_000;
/** Milliseconds that a reader waits for looks; the text is worth more. */
const STYLE_PATIENCE = 8_000;

/** Asks for a file beside this script; `late` ends the wait after so many milliseconds. */
function get([name, integrity], late, priority) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), late);
  const ask = (cache) =>
    fetch(beside(name), { credentials: "omit", integrity, signal: abort.signal, priority, cache });
  // Half of the bytes, or others: perhaps only a cache has them.
  return ask("default").catch(() => ask("reload"));
}

/** Scripts that are on their way: WebKit drops an element that nobody holds, and with it whom to tell of its coming. */
const coming = new Set();

/** A module beside this script. */
const load = (file, query) => persist(() => bring(file, query));

/**
 * `import()` verifies nothing, and WebKit's `modulepreload` doesn't either; an element of its own does in all engines, and what it
 * has loaded is what `import()` finds under that address.
 */
async function bring([name, integrity], query = "") {
  const address = beside(name) + query;
  const element = document.createElement("script");
  coming.add(element);
  try {
    await new Promise((resolve, reject) => {
      const src = trusted().createScriptURL(address);
      // Our tag's nonce, as `import()` hands it on by itself.
      const nonce = script?.nonce ?? "";
      Object.assign(element, { type: "module", crossOrigin: "", integrity, nonce, onload: resolve, onerror: reject, src });
      document.documentElement.append(element);
      // Old scripts of the page take its last one for their own.
      element.remove();
    });
  } catch (error) {
    throw error.stack ? error : new Error(`no ${name}`);
  } finally {
    coming.delete(element);
  }
  return import(address);
}

let runtime;
let module;
let crashes = 0;

/**
 * Glue and Wasm, compiled once for all widgets of the page: `{ takeOver }`. When an instance has crashed, the next who asks gets
 * one fresh instance.
 */
export function loadRuntime() {
  runtime ??= persist(startRuntime);
  runtime.catch(() => (runtime = undefined));
  return runtime;
}

async function startRuntime() {
  if (crashes > 1) throw Object.assign(new Error("crashed twice"), { crashed: true });
  if (!globalThis.WebAssembly) throw new Error("no WebAssembly");
  // Behind the text and the photo, where the line knows of priorities.
  const wasm = module ?? get(TINBAI_WASM, WASM_PATIENCE, "low");
  // Each life has glue of its own: a query makes another module of the same file. (In WebKit a fragment doesn't.)
  const starting = load(TINBAI_RUNTIME, crashes ? `?${crashes}` : "").then(async ({ start, takeOver }) => {
    let crash;
    const crashed = new Promise((resolve) => (crash = resolve));
    module = await start(wasm, (error) => {
      crashes++;
      runtime = undefined;
      crash(error);
    });
    // Reading and rendering are work enough for tasks of their own.
    await new Promise((resolve) => setTimeout(resolve));
    return { takeOver: (...given) => takeOver(crashed, load, ...given) };
  });
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${WASM_PATIENCE / 1000} s`)), WASM_PATIENCE);
  });
  const [started] = await Promise.race([Promise.all([starting, wasm]), late]);
  return started;
}

/** What the plain reading gets where Wasm can't run. */
export const loadRescue = async () => {
  const { rescue } = await load(TINBAI_RESCUE);
  return (...given) => rescue(...given, load);
};

/** What keeps and follows the copies of feeds. */
export const loadCopies = () => load(TINBAI_COPIES);

/** The host's own words, of an object or of the file at an address, which is asked for meanwhile: see `labels.js`. */
export const loadBook = (given, base) => persist(() => readBook(given, base));

async function readBook(given, base) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error(`no answer within ${LABELS_PATIENCE / 1000} s`)), LABELS_PATIENCE);
  const { signal } = abort;
  const request = given.trim ? fetch(new URL(given, base), { credentials: "omit", signal }).catch((error) => error) : given;
  return (await load(TINBAI_LABELS)).read(await request);
}

let tools;

/** Brings the reader's tools to a widget; without them their row stays empty. */
export async function bringTools(host, words) {
  tools ??= load(TINBAI_TOOLS);
  const brought = await tools.catch(() => (tools = undefined));
  if (brought) brought.tools(host, load, words);
  // Nobody could ask for the photos.
  else for (const stage of host.shadowRoot.querySelectorAll("[data-saving]")) stage.removeAttribute("data-saving");
}

let sheet;

/** The style sheet, read once and adopted into each shadow root: it reaches nothing else. */
export async function dress(root) {
  sheet ??= persist(readSheet);
  sheet.catch(() => (sheet = undefined));
  const { text, made } = await sheet;
  // A made sheet is its own document's: an element may have been moved to a frame's.
  if (made && root.ownerDocument === document) {
    root.adoptedStyleSheets = [made];
    // No observer sees that. (Not an `Event`: MooTools has its own.)
    root.dispatchEvent(new CustomEvent("dressed"));
  } else if (!root.querySelector("style")) {
    const element = document.createElement("style");
    element.textContent = text;
    root.prepend(element);
  }
}

async function readSheet() {
  const response = await get(TINBAI_STYLE, STYLE_PATIENCE, "high");
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  // Safari before 16.4 has no sheets without an element.
  if (!("adoptedStyleSheets" in Document.prototype)) return { text };
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return { text, made };
}
