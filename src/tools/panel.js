// A button with a panel that it opens.

import { h } from "../embed/loader/plain/dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of one stroke on a field of 24 × 24. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A button of the row. */
export function tool(label, path, act) {
  const button = h("button", { type: "button", class: "tool" }, path && icon(path), h("span", null, label));
  button.onclick = act;
  return button;
}

/** The button, and the panel it opens; Escape, a press elsewhere and the focus going elsewhere close it. */
export function panel(label, path, content) {
  const button = tool(label, path, () => open(box.hidden));
  const box = h("div", { class: "panel", hidden: "" }, content);
  const whole = h("div", { class: "opens" }, button, box);
  button.setAttribute("aria-expanded", "false");
  whole.onkeydown = (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  };
  whole.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !whole.contains(relatedTarget)) open(false);
  });
  const elsewhere = (event) => {
    if (!event.composedPath().includes(whole)) open(false);
  };
  return whole;

  function open(opens) {
    box.hidden = !opens;
    button.setAttribute("aria-expanded", String(opens));
    // Only for as long as it is open: the document is the host's.
    if (opens) document.addEventListener("pointerdown", elsewhere, true);
    else document.removeEventListener("pointerdown", elsewhere, true);
  }
}
