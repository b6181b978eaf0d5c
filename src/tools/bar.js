// A line over the end of what is seen of the widget: it comes and goes, and nothing moves.

import { h } from "../embed/loader/plain/dom.js";

/** Milliseconds that a message stands: several times what it takes to read it. */
const STAYS = 10_000;

/** In the looks of `frame`, which is the `.tinbai` that it belongs to. */
export function bar(root, frame) {
  let shown;
  /** Whether what is shown is what the reader has begun. */
  let isBegun;
  let timer;
  return { show, tell, end };

  /**
   * Shows a text and what can be done; the answer takes it away. `always` keeps it on the screen wherever the reader goes, and
   * nothing else takes its place: what they have begun they must be able to end.
   */
  function show(text, content, always) {
    if (shown && isBegun && !always) return () => {};
    end();
    isBegun = always;
    const { theme, design } = frame.dataset;
    const line = h("div", { class: "line" }, h("span", { role: "status" }, text), content);
    const box = h("div", { class: "tinbai", lang: frame.lang, dir: frame.dir, "data-theme": theme, "data-design": design }, line);
    const mine = (shown = h("div", { class: "kept" }, box));
    if (frame.parentNode.dataset.look) mine.dataset.look = frame.parentNode.dataset.look;
    root.append(mine);
    if (always && mine.showPopover) {
      mine.popover = "manual";
      mine.showPopover();
    }
    return () => {
      mine.remove();
      if (shown === mine) shown = undefined;
    };
  }

  /** Says that something has failed: on the line that is kept, or on one of its own; and not for ever, for a retry may succeed. */
  function tell(text) {
    clearTimeout(timer);
    let close = show(text, []);
    if (isBegun) {
      const status = shown.querySelector("[role=status]");
      status.textContent = text;
      close = () => (status.textContent = "");
    }
    timer = setTimeout(close, STAYS);
  }

  function end() {
    shown?.remove();
    shown = undefined;
  }
}
