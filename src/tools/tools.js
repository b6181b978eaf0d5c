// The reader's tools: a quiet row below the byline, filled once the article is there. Nothing in it is needed for reading, and
// none of it is known to what paints the article: it finds what it needs in the page, as a reader does.

/* global TINBAI_ALOUD, TINBAI_PHOTOS, TINBAI_PRINT, TINBAI_TOOLS_STYLE */

import { h } from "../embed/loader/plain/dom.js";
import { bar } from "./bar.js";
import { dragRows } from "./drag.js";
import { keep, kept } from "./look.js";
import { tool } from "./panel.js";
import { followReading } from "./place.js";
import { followRecording } from "./recording.js";
import { share } from "./share.js";
import { onDemand } from "./saving.js";
import { sizes } from "./sizes.js";
import { voiceFor } from "./voice.js";
import { wear, wears } from "./wear.js";
import { wordsOf } from "./words.js";

const SPEAKER = "M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11";
const LENS = "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12m4.500 10.500L20 20M10 7.500v5M7.500 10h5";

/** Syllables that an adult reads in a minute. */
const PACE = 230;

/** Hosts that have their tools already: Wasm may be started more than once for one. */
const served = new WeakSet();

/**
 * Keeps the row of `host`'s article filled, for as long as there is an article. `load` brings another part of the build, `spoken()`
 * are the widget's words.
 */
export function tools(host, load, spoken) {
  if (served.has(host)) return;
  served.add(host);
  const root = host.shadowRoot;
  let current;
  let worn;
  const sync = () => {
    try {
      look();
    } catch {
      // Nothing of ours reaches the page: then there are no tools.
      observer.disconnect();
      for (const stage of root.querySelectorAll("[data-saving]")) stage.removeAttribute("data-saving");
    }
  };
  const look = () => {
    const article = root.querySelector(".article");
    // Where the widget has no looks, the tools would be a heap of words.
    const isDressed = root.adoptedStyleSheets?.length || root.querySelector("style");
    const row = isDressed && article?.querySelector(".tools");
    const { own, book } = spoken();
    const next = row && { row, key: keyOf(article), own, book, isWanted: !!article.closest("[data-tools]") };
    if (next && current && Object.keys(next).every((name) => next[name] === current[name])) return;
    current?.end?.();
    if (row && !wears(root, worn)) worn = wear(root, TINBAI_TOOLS_STYLE);
    // First: to fill it changes what is observed.
    current = next;
    if (current) current.end = fill(root, article, next, load, wordsOf(next));
  };
  const observer = new MutationObserver(() => {
    // It may be on its way from the plain reading to Wasm's.
    if (current && !root.querySelector(".article")) setTimeout(sync);
    else sync();
  });
  observer.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ["data-tools"] });
  root.addEventListener("dressed", sync);
  dragRows(root);
  sync();
}

/** The link of the source's first paragraph leads to the newspaper's front page. */
const originalOf = (article) => article.querySelector(".source p + p a")?.href;

/** What an article is known by: its headline, and the address of the original; no more of both than a device should keep. */
const keyOf = (article) => `${article.querySelector(".headline").textContent} ${originalOf(article)}`.slice(0, 500);

/** Fills the row; the answer takes all of it away again. */
function fill(root, article, { row, key, isWanted }, load, words) {
  const frame = article.closest(".tinbai");
  const title = article.querySelector(".headline").textContent;
  // The page's address names the item, where that isn't the one that it shows by itself.
  const url = originalOf(article) ?? location.href;
  const ends = [];
  let isOver = false;
  const over = bar(root, frame);
  const group = h("div", { class: "row", role: "group", "aria-label": words.tools, lang: frame.lang, dir: frame.dir }, [
    sizes(words, () => frame.parentNode),
    share(words, { url, title }, async () => (await load(TINBAI_PRINT)).print(root, article, url, words)),
    minutes(article, words),
  ]);
  if (isWanted) row.replaceChildren(group);
  const recording = article.querySelector("audio.recording");
  ends.push(listen(), lenses(), onDemand(article, frame, words, over));
  if (recording) ends.push(followRecording(recording));
  ends.push(
    followReading(article, key, { keep, kept }, (goOn) => {
      const close = over.show(words.left, [
        tool(words.goOn, null, () => (close(), goOn())),
        tool(words.dismiss, null, () => (close(), toHeadline())),
      ]);
      return close;
    }),
  );
  return () => {
    isOver = true;
    for (const end of ends) end();
    over.end();
    // A panel that is open listens to the host's document.
    for (const button of group.querySelectorAll("[aria-expanded=true]")) button.onclick();
    row.replaceChildren();
  };

  /** Where the focus goes when what had it is taken away. */
  function toHeadline() {
    root.querySelector("#headline")?.focus({ preventScroll: true });
  }

  /** A button whose work is another part of the build's: brought once however often it is pressed, and not for another article. */
  function bringer(label, path, part, act) {
    const button = tool(label, path, async () => {
      if (button.hasAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      try {
        const brought = await load(part);
        if (!isOver) act(brought);
      } catch {
        if (!isOver) over.tell(words.failed);
      } finally {
        button.removeAttribute("aria-busy");
      }
    });
    return button;
  }

  /** The button is there only where a voice is that speaks the article's language. */
  function listen() {
    const lang = article.lang || frame.lang;
    let stop;
    if (!recording) {
      voiceFor(lang).then((voice) => {
        if (isOver || !voice) return;
        const button = bringer(words.listen, SPEAKER, TINBAI_ALOUD, ({ aloud }) => {
          stop = aloud(article, voice, words, over, (hadFocus) => {
            stop = undefined;
            button.setAttribute("aria-pressed", "false");
            if (hadFocus) button.focus({ preventScroll: true });
          });
          button.setAttribute("aria-pressed", "true");
        });
        const begin = button.onclick;
        button.onclick = () => (stop ? stop() : begin());
        button.setAttribute("aria-pressed", "false");
        group.prepend(button);
      });
    }
    return () => stop?.(true);
  }

  /** A way to look closely at each photo. */
  function lenses() {
    const pictures = [...article.querySelectorAll(".photo img, .body figure img")];
    let close;
    const buttons = pictures.map((image, at) => {
      const button = bringer(words.enlarge, LENS, TINBAI_PHOTOS, ({ photos }) => {
        // Two photos may have been asked for meanwhile.
        if (!root.querySelector(".photos[open]")) close = photos(root, frame, pictures, at, button, words);
      });
      button.classList.add("lens");
      (image.closest("picture") ?? image).after(button);
      return button;
    });
    return () => {
      buttons.forEach((button) => button.remove());
      // Behind it nothing could have taken the focus.
      if (close?.()) toHeadline();
    };
  }
}

function minutes(article, words) {
  const body = article.querySelector(".body");
  const count = body ? body.textContent.split(/\s+/).length : 0;
  return count >= PACE / 2 && h("span", { class: "minutes" }, words.count("minutes", Math.round(count / PACE) || 1));
}
