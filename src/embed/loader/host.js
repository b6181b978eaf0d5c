// What the host says, by its attributes and its page; and what it is told.

import { web } from "./plain/item.js";

/** A host's attribute; empty where there is none. */
export const attribute = (host, name) => (host.getAttribute(name) ?? "").trim();

export const feedAddress = (host) => attribute(host, "feed") && web(attribute(host, "feed"), host.baseURI)?.href;

/** The nearest `lang` around the element, through shadow roots. */
export function nearestLanguage(host) {
  for (let at = host.parentElement ?? host.getRootNode().host; at; at = at.getRootNode().host) {
    const nearest = at.closest("[lang]");
    if (nearest) return nearest.getAttribute("lang");
  }
}

/** Whether the host wants a section: it names it, or none that there is. */
export function isWanted(host, section) {
  const named = host.getAttribute("sections") ?? "all";
  const known = named.match(/[^\s,]+/g)?.filter((word) => /^(tools|related|latest|links|feedback)$/.test(word));
  return known && (!known.length || known.includes(section));
}

/** Whether the reader wants no more data than is needed: by the system's setting, or the browser's. */
export const isSaving = () =>
  !!navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

export const send = (host, name, detail) =>
  host.dispatchEvent(new CustomEvent(`tinbai:${name}`, { bubbles: true, composed: true, detail }));

/** `tinbai:error`, and the cause once in the console; `more` is what else stands in its detail. */
export function tellError(host, code, cause, more) {
  const message = String(cause);
  console.warn(`Tin Bài: ${code}: ${message}`);
  send(host, "error", { code, message, ...more });
}
