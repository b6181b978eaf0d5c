// Where the rest of the build lies: next to this script. The names are filled in when the build is made.

/* global TINBAI_RUNTIME, TINBAI_WASM, TINBAI_STYLE, TINBAI_RESCUE, TINBAI_COPIES */

/**
 * Our own tag. Checked, because `<img name="currentScript">` in a page takes that name over; and a host that loads us in
 * its own way leaves us without it.
 */
export const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector('script[src*="tinbai.js"]');

const beside = (name) => new URL(name, script?.src || document.baseURI).href;

/** Milliseconds after which glue and Wasm are no longer waited for. */
const WASM_PATIENCE = 30_000;
/** Milliseconds that a reader waits for looks; the text is worth more. */
const STYLE_PATIENCE = 8_000;

/** Asks for a file beside this script; `late` ends the wait after so many milliseconds. */
function get(name, late, options) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), late);
  return fetch(beside(name), { credentials: "omit", signal: abort.signal, ...options });
}

let runtime;
let module;
let crashes = 0;

/**
 * Glue and Wasm, compiled once for all widgets of the page: `{ takeOver }`. When an instance has crashed, the next who asks gets
 * one fresh instance.
 */
export function loadRuntime() {
  runtime ??= startRuntime();
  runtime.catch(() => (runtime = undefined));
  return runtime;
}

async function startRuntime() {
  if (crashes > 1) throw Object.assign(new Error("crashed twice"), { crashed: true });
  if (!globalThis.WebAssembly) throw new Error("no WebAssembly");
  // Behind the text and the photo, where the line knows of priorities.
  const ask = (options) => get(TINBAI_WASM, WASM_PATIENCE, { priority: "low", ...options });
  const wasm = module ?? ask();
  // Each life has glue of its own: a query makes another module of the same file. (In WebKit a fragment doesn't.)
  const starting = import(beside(TINBAI_RUNTIME) + (crashes ? `?${crashes}` : "")).then(async ({ start, takeOver }) => {
    let crash;
    const crashed = new Promise((resolve) => (crash = resolve));
    module = await start(wasm, () => ask({ cache: "reload" }), (error) => {
      crashes++;
      runtime = undefined;
      crash(error);
    });
    // Reading and rendering are work enough for tasks of their own.
    await new Promise((resolve) => setTimeout(resolve));
    return { takeOver: (...given) => takeOver(crashed, ...given) };
  });
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${WASM_PATIENCE / 1000} s`)), WASM_PATIENCE);
  });
  const [started] = await Promise.race([Promise.all([starting, wasm]), late]);
  return started;
}

/** What the plain reading gets where Wasm can't run. */
export const loadRescue = () => import(beside(TINBAI_RESCUE));

/** What keeps and follows the copies of feeds. */
export const loadCopies = () => import(beside(TINBAI_COPIES));

let sheet;

/** The style sheet, read once and adopted into each shadow root: it reaches nothing else. */
export async function dress(root) {
  sheet ??= readSheet();
  sheet.catch(() => (sheet = undefined));
  const style = await sheet;
  if (style.cssRules) {
    root.adoptedStyleSheets = [style];
  } else if (!root.querySelector("style")) {
    const element = document.createElement("style");
    element.textContent = style;
    root.prepend(element);
  }
}

async function readSheet() {
  const response = await get(TINBAI_STYLE, STYLE_PATIENCE);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  // Safari before 16.4 has no sheets without an element.
  if (!("adoptedStyleSheets" in Document.prototype)) return text;
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
