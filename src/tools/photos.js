// The photos of an article, large, one after another, in a dialog of the browser's own.

import { h } from "../embed/loader/plain/dom.js";
import { fill } from "../embed/loader/plain/words.js";
import { tool } from "./panel.js";
import { zoomed } from "./zoom.js";

const CROSS = "M6 6l12 12M18 6L6 18";
const BACK = "M15 5l-7 7 7 7";
const ON = "M9 5l7 7-7 7";
const PLUS = "M12 5v14M5 12h14";
const MINUS = "M5 12h14";

/** The member of an entry's state in the page's history that is ours while the dialog is open. */
const STATE = "tinbai:photo";

/**
 * Opens the photo `at` of `pictures`; `opener` gets the focus back. What points forward points to where the text goes. The answer
 * takes it all away, because the article is gone, and tells whether the focus was in it.
 */
export function photos(root, frame, pictures, at, opener, words) {
  const image = h("img", { alt: "" });
  const view = h("div", { class: "view", tabindex: "0" }, image);
  const zoom = zoomed(view, image);
  const position = h("p", { class: "position", role: "status" });
  const caption = h("p", { class: "words" });
  const [previous, next] = [button(words.previous, BACK, () => go(-1)), button(words.next, ON, () => go(1))];
  const many = pictures.length > 1;
  const toRight = frame.dir === "rtl" ? -1 : 1;
  const dialog = h("dialog", { class: "photos", "aria-label": words.photos }, [
    h("div", { class: "bar" }, [
      many && position,
      button(words.farther, MINUS, () => zoom.by(1 / zoom.STEP)),
      button(words.closer, PLUS, () => zoom.by(zoom.STEP)),
      button(words.close, CROSS, () => dialog.close()),
    ]),
    view,
    h("div", { class: "foot" }, [many && previous, caption, many && next]),
  ]);
  const box = h("div", { class: "tinbai", lang: frame.lang, dir: frame.dir, "data-theme": "dark" }, dialog);
  const whole = h("div", { class: "over" }, box);
  /** Of this opening: an entry may still have another one's, from before the page was loaded anew. */
  const mine = Math.random();
  const isOurs = () => history.state?.[STATE] === mine;

  dialog.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "+": () => zoom.by(zoom.STEP),
      "=": () => zoom.by(zoom.STEP),
      "-": () => zoom.by(1 / zoom.STEP),
      0: () => zoom.reset(),
      // A photo that is zoomed in is moved by the arrows, as any box that scrolls.
      ArrowLeft: zoom.isIn() ? undefined : () => go(-toRight),
      ArrowRight: zoom.isIn() ? undefined : () => go(toRight),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  // A press beside the photo.
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  dialog.onclose = () => {
    removeEventListener("popstate", back);
    whole.remove();
    // Back has taken the entry away already, or somebody put another on top of it.
    if (isOurs()) history.back();
    if (opener.isConnected) opener.focus();
  };
  const back = () => {
    if (!isOurs()) dialog.close();
  };
  root.append(whole);
  show();
  dialog.showModal();
  try {
    history.pushState({ ...history.state, [STATE]: mine }, "");
    addEventListener("popstate", back);
  } catch {
    // A page that refuses entries has no Back for it; the rest works.
  }
  return () => {
    const hadFocus = whole.contains(root.activeElement);
    removeEventListener("popstate", back);
    // The entry stays: the next article's has a copy of its state, and would be the one that goes.
    whole.remove();
    return hadFocus;
  };

  function button(label, path, act) {
    const made = tool(label, path, act);
    made.lastChild.className = "hidden";
    return made;
  }

  function go(by) {
    if (!pictures[at + by]) return;
    at += by;
    show();
  }

  function show() {
    const { currentSrc, src, alt } = pictures[at];
    const figure = pictures[at].closest("figure");
    zoom.reset();
    image.src = largest(pictures[at]) ?? (currentSrc || src);
    image.alt = alt;
    caption.replaceChildren(...[...(figure?.querySelector("figcaption")?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    caption.lang = figure?.closest("[lang]")?.lang ?? "";
    caption.dir = figure?.closest("[dir]")?.dir ?? "";
    position.textContent = [at + 1, pictures.length].reduce((text, count) => fill(text, words.number(count)), words.photo);
    // Not `disabled`: a button that vanishes under the focus loses it.
    previous.setAttribute("aria-disabled", String(!at));
    next.setAttribute("aria-disabled", String(!pictures[at + 1]));
  }
}

/** The widest file of the image's own format: what is looked at closely needs it. */
function largest(image) {
  const candidates = image.srcset.split(/,\s+/).map((candidate) => /^(\S+)\s+(\d+)w$/.exec(candidate.trim()));
  return candidates.filter(Boolean).sort((one, other) => other[2] - one[2])[0]?.[1];
}
