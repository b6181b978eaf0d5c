// "Cỡ chữ": the text's size and the colours, as the reader likes them.

import { h } from "../embed/loader/plain/dom.js";
import { COLOURS, SCALES, look, setLook } from "./look.js";
import { panel } from "./panel.js";

const LETTERS = "M3 18 8.5 5 14 18M5 14h7M14 19l3.5-8 3.5 8M15.500 16.500h4";

export function sizes(words, stage) {
  const said = h("output", { class: "scale" });
  const smaller = step("A−", words.smaller, -1);
  const larger = step("A+", words.larger, 1);
  const colours = h("fieldset", null, h("legend", null, words.colours), COLOURS.map(choice));
  colours.onchange = ({ target }) => set({ colours: target.value });
  show();
  return panel(words.text, LETTERS, [h("div", { class: "steps" }, smaller, said, larger), colours]);

  function step(text, label, by) {
    const button = h("button", { type: "button", class: "tool" }, text, h("span", { class: "hidden" }, ` ${label}`));
    button.onclick = () => {
      const scale = look(stage()).scale + by;
      if (SCALES[scale]) set({ scale });
    };
    return button;
  }

  function choice(name) {
    // One group in each shadow root: radio buttons are grouped by tree.
    return h("label", null, h("input", { type: "radio", name: "colours", value: name }), words[name]);
  }

  function set(change) {
    setLook(stage(), { ...look(stage()), ...change });
    show();
  }

  function show() {
    const { scale, colours: chosen } = look(stage());
    said.textContent = words.scale.replace("{}", words.number(Math.round(SCALES[scale] * 100)));
    // Not `disabled`: a button that vanishes under the focus loses it.
    smaller.setAttribute("aria-disabled", String(!SCALES[scale - 1]));
    larger.setAttribute("aria-disabled", String(!SCALES[scale + 1]));
    colours.querySelector(`[value="${chosen}"]`).checked = true;
  }
}
