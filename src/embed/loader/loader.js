// The one script that a portal's operator pastes: defines <tin-bai>, and puts one where the tag stands.

import { script } from "./assets.js";
import { TinBai, ATTRIBUTES } from "./element.js";
import { tellError } from "./host.js";

if (!customElements.get("tin-bai")) customElements.define("tin-bai", TinBai);

const given = ATTRIBUTES.filter((name) => script?.hasAttribute(`data-${name}`));
if (given.length) {
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
  const target = selector && find(selector);
  if (target) target.append(element);
  else if (inBody) script.after(element);
  else document.body.append(element);
  if (selector && !target) tellError(element, "attribute-invalid", `target="${selector}" finds nothing in the page`);
}

function find(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}
