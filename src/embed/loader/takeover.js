// Wasm takes the place of the plain reading, in one frame.

import { mount } from "glue";
import { device } from "./device.js";
import { hold } from "./hold.js";

/**
 * Mounts a widget on a stage of its own, which `took` gets as soon as there is something on it, with a function that gives the
 * reader back what they held; `showed` is told the id of the article that is shown, after each rendering; `broke`, that the
 * instance has crashed. `words()` are the widget's. `plain` is what the loader painted: what it painted just as Wasm would is taken
 * over as it is.
 */
export function takeOver(crashed, load, host, stage, name, source, parse, plain, { isOurs, words, took, showed, broke }) {
  const next = document.createElement("div");
  let hasTaken = false;
  let restore;
  // Before Wasm takes what was painted into its own tree; nothing is shown in between.
  const taking = () => {
    restore = hold(host.shadowRoot, stage);
    // The page must not shrink meanwhile: it would lose its place.
    stage.style.minHeight = `${stage.offsetHeight}px`;
  };
  const swap = () => {
    taken.disconnect();
    if (hasTaken || !isOurs()) return;
    hasTaken = true;
    took(next, restore);
    restore = undefined;
  };
  // Wasm may pause right after it has taken it, before it says that it has rendered.
  const taken = new MutationObserver(swap);
  taken.observe(stage, { childList: true, subtree: true });
  // Called after each rendering of Wasm's: whether it is still loading, and the id of the article that is shown.
  const rendered = (loading, shown) => {
    if (!hasTaken && loading) return;
    swap();
    showed(shown);
  };
  const own = device(host, load, words);
  crashed.then((error) => {
    taken.disconnect();
    own.end();
    if (isOurs()) broke(error, restore ?? hold(host.shadowRoot, hasTaken ? next : stage));
  });
  const { story, article, track, related = [] } = plain ?? {};
  return mount(host, next, name, source, parse, rendered, own, words().book, story && { id: story.id, article, track, related, taking });
}
