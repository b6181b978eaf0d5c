// The one script that a portal's operator pastes: defines <tin-bai>, and puts one where the tag stands.

import { script } from "./assets.js";
import { TinBai, ATTRIBUTES } from "./element.js";
import { tellError } from "./host.js";

if (globalThis.customElements) start();
// An old polyfill of the page's may come after us.
else addEventListener("load", start, { once: true });

function start() {
  const { customElements } = globalThis;
  if (!customElements) return;
  // The first of several versions serves all tags.
  const known = customElements.get("tin-bai");
  if (!known) customElements.define("tin-bai", TinBai);
  else if (!known.prototype.reload) return console.warn("Tin Bài: this page has another <tin-bai>");
  const given = ATTRIBUTES.filter((name) => script?.hasAttribute(`data-${name}`));
  if (!given.length) return;
  const element = document.createElement("tin-bai");
  for (const name of given) element.setAttribute(name, script.getAttribute(`data-${name}`));
  place(element, script.getAttribute("data-target"));
}

function place(element, selector) {
  const inBody = document.body?.contains(script);
  // A target below the tag is not there yet; in <head> there is no place to be.
  if (document.readyState === "loading" && (selector ? !find(selector) : !inBody)) {
    document.addEventListener("DOMContentLoaded", () => place(element, selector), { once: true });
    return;
  }
  const target = selector ? find(selector) : undefined;
  const parent = target ?? (inBody ? undefined : document.body);
  const there = parent ? parent.lastElementChild : script.nextElementSibling;
  // Where a page swaps its body and runs its scripts again, what the tag puts there may stand there already.
  if (inBody && there?.cloneNode().isEqualNode(element)) return;
  if (parent) parent.append(element);
  else script.after(element);
  if (selector && !target) tellError(element, "attribute-invalid", `target="${selector}" finds nothing in the page`);
}

function find(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}
