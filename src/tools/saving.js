// Readers who save data get the photos that they ask for, and are told before what each may cost. The style sheet hides the
// others, and a lazy image that has no box is not fetched.

import { h } from "../embed/loader/plain/dom.js";
import { fill } from "../embed/loader/plain/words.js";
import { tool } from "./panel.js";

const PICTURE = "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.500 9v.010";

/** The photos that the reader has asked for: not twice, in whichever reading or article they stand. */
const wanted = new Set();

/** Puts a button in the place of each photo of `article`, where its stage saves; the answer takes all of that away again. */
export function onDemand(article, frame, words, over) {
  if (!frame.parentNode.hasAttribute("data-saving")) return () => {};
  const images = [...article.querySelectorAll(".photo img, .body img")];
  const buttons = images.map((image) => {
    const address = image.getAttribute("src");
    let hasFailed = false;
    const bytes = Number(image.dataset.bytes);
    const button = tool(words.reveal, PICTURE, () => {
      show();
      image.tabIndex = -1;
      image.focus({ preventScroll: true });
    });
    button.classList.add("reveal");
    button.append(
      h("span", { class: "hidden" }, image.alt && `: ${image.alt} `),
      h("span", null, bytes > 0 && fill(words.atMost, inWords(bytes, frame.lang))),
    );
    (image.closest("picture") ?? image).before(button);
    if (wanted.has(address)) show();
    return button;

    function show() {
      button.hidden = true;
      image.dataset.wanted = "";
      if (hasFailed) {
        // WebKit asks for an address that failed only where it is another one.
        image.removeAttribute("src");
        image.src = address;
      }
      hasFailed = false;
      wanted.add(address);
      image.onerror = () => {
        hasFailed = true;
        wanted.delete(address);
        const hadFocus = image.getRootNode().activeElement === image;
        button.hidden = false;
        delete image.dataset.wanted;
        if (hadFocus) button.focus();
        over.tell(words.failed);
      };
    }
  });
  return () => {
    for (const button of buttons) button.remove();
    // The next article may stand in the same elements.
    for (const image of images) {
      delete image.dataset.wanted;
      image.removeAttribute("tabindex");
      image.onerror = null;
    }
  };
}

/** `240 kB`, `1,2 MB`: rounded up, for it is a promise. */
function inWords(bytes, lang) {
  const [size, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [Math.ceil(bytes / 1e5) / 10, "megabyte"];
  return new Intl.NumberFormat(lang, { style: "unit", unit }).format(size);
}
