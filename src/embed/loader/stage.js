// What stands in an element's shadow root: the slot for its own children, and the stage, on which one frame is at a time.

import { isSaving, isWanted } from "./host.js";
import { h } from "./plain/dom.js";

/** A fresh stage: what listened on the one before goes with it. */
export function stageOf(host) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const slot = h("slot");
  const stage = {
    element: h("div"),
    isCovered: false,
    /** The element's own children stay until there is something better, and come back when there is nothing. */
    cover(isCovered) {
      const own = [...host.childNodes].some((node) => node.nodeType === 1 || node.data?.trim());
      stage.isCovered = isCovered;
      slot.style.display = isCovered ? "none" : "";
      stage.element.className = own && !isCovered ? "below" : "";
    },
    /** Puts something onto the stage that the loader made, in the frame that Wasm makes too; `choose` is told of clicks on items. */
    set(content, { lang, dir }, theme, choose) {
      const frame = h(
        "div",
        { class: "tinbai", dir, lang, ...theme, "data-tools": isWanted(host, "tools") && "", "data-reading": "plain" },
        content,
      );
      frame.onclick = (event) => {
        const link = event.target.closest?.("a[data-item]");
        const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
        if (!link || !plain || event.defaultPrevented) return;
        event.preventDefault();
        choose(link.dataset.item);
      };
      stage.element.replaceChildren(frame);
    },
    /** Changes the colours of what is shown. */
    dress(theme) {
      const frame = stage.element.firstChild;
      for (const [name, value] of Object.entries(theme)) value ? frame?.setAttribute(name, value) : frame?.removeAttribute(name);
    },
    /** Puts another element in the stage's place, and keeps the page where it is. */
    place(next) {
      const place = scrollY;
      look(next);
      // First in, then out: WebKit measures the page in between, and a page without either would lose its place.
      stage.element.before(next);
      stage.element.remove();
      // Firefox keeps its place by an element, and loses it by some pixels when that goes.
      if (scrollY !== place) scrollTo({ top: place, behavior: "instant" });
      stage.element = next;
    },
  };
  look(stage.element);
  // The parser may bring the children after the element.
  slot.onslotchange = () => stage.cover(stage.isCovered);
  root.replaceChildren(slot, stage.element);
  stage.cover(false);
  return stage;
}

/**
 * Puts on what the reader chose with the tools at an earlier visit (tools/look.js): `1.25 dark`; and whether photos wait until they
 * are asked for (tools/saving.js).
 */
function look(stage) {
  stage.toggleAttribute("data-saving", isSaving());
  try {
    const [scale, colours] = localStorage["tinbai:look"].split(" ");
    stage.style.setProperty("--scale", scale);
    stage.dataset.look = colours;
  } catch {
    // Nothing was chosen, or the device keeps nothing.
  }
}
