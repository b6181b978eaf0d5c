// Where the rest of the build lies: next to this script. The names are filled in when the build is made.

/* global TINBAI_GLUE, TINBAI_WASM, TINBAI_STYLE */

/**
 * Our own tag. Checked, because `<img name="currentScript">` in a page takes that name over; and a host that loads us in
 * its own way leaves us without it.
 */
export const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector('script[src*="tinbai.js"]');

const beside = (name) => new URL(name, script?.src || document.baseURI).href;

let runtime;

/** Glue and Wasm, fetched at once, compiled once for all widgets of the page. */
export function loadRuntime() {
  runtime ??= start();
  runtime.catch(() => (runtime = undefined));
  return runtime;
}

async function start() {
  const wasm = fetch(beside(TINBAI_WASM), { credentials: "omit" });
  // Told by the glue below; here only so that the page hears of no unhandled rejection.
  wasm.catch(() => {});
  const glue = await import(beside(TINBAI_GLUE));
  await glue.default({ module_or_path: wasm });
  return glue;
}

/** Milliseconds that a reader waits for looks; the text is worth more. */
const PATIENCE = 8_000;

let sheet;

/** The style sheet, read once and adopted into each shadow root: it reaches nothing else. */
export async function dress(root) {
  sheet ??= readSheet();
  sheet.catch(() => (sheet = undefined));
  const style = await sheet;
  if (style instanceof CSSStyleSheet) {
    root.adoptedStyleSheets = [style];
  } else if (!root.querySelector("style")) {
    const element = document.createElement("style");
    element.textContent = style;
    root.prepend(element);
  }
}

async function readSheet() {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  const response = await fetch(beside(TINBAI_STYLE), { credentials: "omit", signal: abort.signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  clearTimeout(timer);
  // Safari before 16.4 has no sheets without an element.
  if (!("adoptedStyleSheets" in Document.prototype)) return text;
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
