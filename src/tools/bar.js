// A line over the end of what is seen of the widget: it comes and goes, and nothing moves.

import { h } from "../embed/loader/plain/dom.js";

/** In the looks of `frame`, which is the `.tinbai` that it belongs to. */
export function bar(root, frame) {
  let shown;
  return { show, end };

  /**
   * Shows a text and what can be done; the answer takes it away. `always` keeps it on the screen wherever the reader goes: what
   * they have begun they must be able to end.
   */
  function show(text, content, always) {
    end();
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

  function end() {
    shown?.remove();
    shown = undefined;
  }
}
