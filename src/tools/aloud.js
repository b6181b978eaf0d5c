// Reads an article aloud with the device's own voice, sentence by sentence, and shows which.

import { h } from "../embed/loader/plain/dom.js";
import { tool } from "./panel.js";
import { sentences } from "./sentences.js";
import { spoken } from "./spoken.js";

const SPEEDS = [0.75, 1, 1.25, 1.5];
/** The name of the mark in the style sheet. */
const MARK = "tinbai-spoken";

/**
 * Begins to read. `over` shows the controls, `ended` is told when it is over, and whether the focus was on them. The answer stops
 * it; with `quietly` the focus is nobody's matter, because the article or the page is gone.
 */
export function aloud(article, voice, words, over, ended) {
  const engine = speechSynthesis;
  const all = sentences(article);
  const isVietnamese = /^vi\b/i.test(voice.lang);
  let at = 0;
  /** Grows with each sentence that is begun: what an engine says of an older one is no longer wanted. */
  let turn = 0;
  let isPaused = false;
  /** Held while it is spoken: engines forget one that nobody holds, and never say that it has ended. */
  let utterance;
  const status = h("span", null, words.reading);
  const pause = tool(words.pause, null, () => (isPaused ? resume() : rest()));
  const speed = h(
    "select",
    { "aria-label": words.speed },
    SPEEDS.map((rate) => h("option", { value: rate, selected: rate === 1 && "" }, `${rate}×`)),
  );
  speed.onchange = () => isPaused || say();
  const close = over.show("", [status, pause, speed, tool(words.stop, null, () => stop())], true);
  const leave = () => stop(true);
  addEventListener("pagehide", leave);
  pause.focus({ preventScroll: true });
  say();
  return stop;

  /** Says the sentence at hand, anew if it had begun: engines can't be trusted to go on within one. */
  function say() {
    const mine = ++turn;
    engine.cancel();
    const sentence = all[at];
    if (!sentence) return stop();
    show(sentence.range);
    utterance = new SpeechSynthesisUtterance(isVietnamese ? spoken(sentence.text) : sentence.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = Number(speed.value);
    utterance.onend = () => {
      if (mine !== turn) return;
      at++;
      say();
    };
    utterance.onerror = ({ error }) => {
      if (mine !== turn) return;
      // Somebody else on the page speaks now.
      if (/^(canceled|interrupted)$/.test(error)) return rest();
      stop();
      over.tell(words.mute);
    };
    engine.speak(utterance);
  }

  function rest() {
    turn++;
    isPaused = true;
    engine.cancel();
    label(words.resume, words.paused);
  }

  function resume() {
    isPaused = false;
    label(words.pause, words.reading);
    say();
  }

  function label(action, state) {
    pause.lastChild.textContent = action;
    status.textContent = state;
  }

  function stop(quietly) {
    if (turn < 0) return;
    turn = Number.NEGATIVE_INFINITY;
    removeEventListener("pagehide", leave);
    engine.cancel();
    mark();
    // Who writes somewhere meanwhile goes on there.
    const hadFocus = !quietly && status.parentNode.contains(status.getRootNode().activeElement);
    close();
    ended(hadFocus);
  }

  /** Marks a sentence, and brings it into view if the one before was: who scrolls away is left there. */
  function show(range) {
    const seen = (rectangle) => rectangle.bottom > 0 && rectangle.top < innerHeight;
    const before = all[at - 1]?.range.getBoundingClientRect();
    mark(range);
    const now = range.getBoundingClientRect();
    if (before && !seen(before)) return;
    // Not below the line with the controls.
    if (now.top >= 0 && now.bottom < innerHeight - 100) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
  }
}

/** Marks a range; nothing without one. A browser that can't paint a range marks the paragraph. */
function mark(range) {
  if (globalThis.Highlight && CSS.highlights) {
    if (range) CSS.highlights.set(MARK, new Highlight(range));
    else CSS.highlights.delete(MARK);
    return;
  }
  mark.last?.classList.remove("spoken");
  mark.last = range?.startContainer.parentElement;
  mark.last?.classList.add("spoken");
}
