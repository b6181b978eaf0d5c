// <tin-bai>: one widget in its own shadow root. Starts when it is about to be seen, ends when it has left the page.

import { dress, loadRescue, loadRuntime } from "./assets.js";
import { again, begin } from "./feed.js";
import { parse } from "./inert.js";
import { h } from "./plain/dom.js";
import { about, choose, join, paint, sceneOf } from "./plain/reading.js";
import { wordsFor } from "./plain/words.js";
import { addressOf, namedIn } from "./fragment.js";

export const ATTRIBUTES = ["feed", "item", "lang", "theme", "sections", "navigate", "loading", "feedback"];

/** Milliseconds that the text waits for its looks once it is there. */
const STYLE_PATIENCE = 3_000;
/** Milliseconds for which Wasm leaves the line to feed and photo. */
const LINE_PATIENCE = 4_000;

const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** The numbers of the widgets that are in the page: each has its own name in the page's fragment. */
const numbers = new Set();

export class TinBai extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #number;
  #slot;
  #stage;
  #covered = false;
  #seen;
  #started = false;
  #handle;
  #pending;
  /** The host wants the feed anew, as soon as Wasm can look after that. */
  #stale = false;
  /** Grows with each start and end: what was begun before is no longer wanted. */
  #life = 0;
  /** What the feed's answer holds so far, and what was painted of it without Wasm. */
  #news;
  #plain;
  #scene;
  /** The id of the article that is shown, and the last one that the host was told of. */
  #shown;
  #told;
  /** Wasm can't run here: the plain reading is all there is. */
  #lost = false;
  /** The feed's whole answer: what a fresh instance of Wasm reads after a crash. */
  #answer;
  /** The host knows that Wasm has crashed. */
  #crashed = false;
  /** The page's Trusted Types refused our parsing. */
  #refused = false;
  /** Calls Wasm without further waiting: a reader or the host wants what only it can do. */
  #hurry = () => {};

  connectedCallback() {
    // Moved within one task: the widget never went.
    if (this.#seen || this.#started) return;
    this.#build();
    const lazy = this.getAttribute("loading") !== "eager" && "IntersectionObserver" in window;
    // A reader who followed a copied address wants that item, wherever the widget stands.
    if (!lazy || namedIn(location.hash, this.#name)) return this.#start();
    // A viewport ahead.
    this.#seen = this.#whenSeen("100%", () => this.#start());
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  /** Keeps `moveBefore()` from counting as leaving and coming back. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (this.#handle) this.#handle.update();
    else if (this.#started) this.#start();
    else if (name === "loading" && after === "eager" && this.#seen) this.#start();
  }

  /** Opens an item by its id or address. */
  show(id) {
    if (this.#handle) return this.#handle.show(String(id));
    this.#pending = String(id);
    if (!this.#lost) return this.#hurry();
    this.#plain = undefined;
    this.#read();
    this.#pending = undefined;
    if (!this.#plain) return tellError(this, "item-not-found", `the feed has no item «${id}»`);
    this.#leave();
    this.shadowRoot.querySelector("#headline").focus();
  }

  /** Fetches the feed again; after a failure to start, starts again. */
  reload() {
    if (this.#handle) this.#handle.reload();
    else if (this.#plain && !this.#lost) {
      this.#stale = true;
      this.#hurry();
    } else if (this.#started) this.#start(true);
  }

  get #name() {
    if (this.id) return `tinbai-${this.id}`;
    return this.#number > 1 ? `tinbai-${this.#number}` : "tinbai";
  }

  /** A fresh stage for each life: what listened on the old one goes with it. */
  #build() {
    for (this.#number = 1; numbers.has(this.#number); ) this.#number++;
    numbers.add(this.#number);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#slot = h("slot");
    this.#stage = h("div");
    // The parser may bring the children after the element.
    this.#slot.addEventListener("slotchange", () => this.#cover(this.#covered));
    root.replaceChildren(this.#slot, this.#stage);
    this.#cover(false);
  }

  /** The element's own children stay until there is something better, and come back when there is nothing. */
  #cover(covered) {
    const own = [...this.childNodes].some((node) => node.nodeType === 1 || node.data?.trim());
    this.#covered = covered;
    this.#slot.style.display = covered ? "none" : "";
    this.#stage.className = own && !covered ? "below" : "";
  }

  #whenSeen(margin, act) {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && act(), {
      rootMargin: `${margin} 0px`,
    });
    observer.observe(this);
    return observer;
  }

  async #start(fresh) {
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#started = true;
    this.#lost = false;
    this.#news = this.#plain = this.#answer = this.#shown = this.#told = undefined;
    const life = ++this.#life;
    const isOurs = () => life === this.#life;
    const address = feedAddress(this);
    let dressed = false;
    const look = () => {
      if (isOurs() && dressed && this.#news) this.#read();
      return !isOurs() || this.#plain;
    };
    const source = begin(address, fresh, (progress) => {
      if (isOurs()) this.#news = progress;
      return look();
    });
    const looks = dress(this.shadowRoot).catch(
      (error) => isOurs() && tellError(this, "style-unavailable", error),
    );
    const styled = Promise.race([looks, after(STYLE_PATIENCE)]).then(() => {
      dressed = true;
      if (isOurs() && !this.#plain && !(fresh && this.#covered)) this.#set(h("div", { class: "skeleton" }));
      look();
    });
    const read = Promise.all([source.first, styled]).then(([answer]) => {
      if (!isOurs() || !Array.isArray(answer?.value?.items)) return;
      const { url, value } = answer;
      this.#answer = answer;
      this.#news = { url, root: value, items: value.items, done: true };
      look();
    });
    await this.#proceed(isOurs, address, source, read);
  }

  /** Brings Wasm when its time has come: after the text and the photo, when the widget is near, or when it is wanted. */
  async #proceed(isOurs, address, source, read) {
    const hurried = new Promise((resolve) => (this.#hurry = resolve));
    if (this.#pending !== undefined) this.#hurry();
    const photographed = read.then(() => this.#plain && settled(this.#plain.page.querySelector(".photo img")));
    await Promise.race([photographed, after(LINE_PATIENCE), hurried]);
    if (!isOurs()) return;
    if (this.#plain && "IntersectionObserver" in window) {
      let observer;
      await Promise.race([new Promise((resolve) => (observer = this.#whenSeen("25%", resolve))), hurried]);
      observer.disconnect();
    }
    let runtime;
    let failure;
    try {
      runtime = await loadRuntime();
    } catch (error) {
      failure = error;
    }
    await read;
    if (!isOurs()) return;
    if (!runtime) return this.#lose(failure);
    this.#takeOver(isOurs, address, source, runtime);
  }

  /** Paints what is there of the feed, or adds to what is painted. */
  #read() {
    const { root, items, url, done } = this.#news;
    const scene = (this.#scene = sceneOf(this.#news, {
      words: wordsFor(this.getAttribute("lang"), nearestLanguage(this)),
      parse: this.#parser(),
      address: addressOf(this.#name, this.#lost || this.getAttribute("navigate")?.trim() === "host"),
    }));
    try {
      if (!this.#plain) {
        const linked = namedIn(location.hash, this.#name);
        const attribute = this.getAttribute("item")?.trim();
        const wanted =
          this.#pending ??
          this.#shown ??
          linked ??
          (history.state?.[`tinbai:${this.#name}`] || (attribute === "latest" ? "" : attribute));
        const item = choose(items, wanted, scene.base, done);
        this.#plain = item && paint(item, scene);
        if (!this.#plain) return;
        this.#set(this.#plain.page);
        this.#cover(true);
        // A copied address leads to its item, as any fragment leads to its place.
        if (linked && !this.#told && scrollY <= 1) this.#plain.page.firstChild.scrollIntoView();
        this.#shown = this.#plain.story.id;
        this.#tell(about(this.#plain.story, scene.reader));
      }
      if (done && !this.#plain.related && isWanted(this, "related")) join(this.#plain, items, scene);
    } catch {
      // What only Wasm can read is left to it.
      this.#plain = undefined;
    }
  }

  #tell(detail) {
    if (this.#told === detail.id) return;
    this.#told = detail.id;
    this.dispatchEvent(new CustomEvent("tinbai:load", { bubbles: true, composed: true, detail }));
  }

  /** Puts something onto the stage that the loader made, in the frame that Wasm makes too. */
  #set(content) {
    const frame = h("div", {
      class: "tinbai",
      dir: "ltr",
      lang: wordsFor(this.getAttribute("lang"), nearestLanguage(this)).lang,
      "data-theme": /^(light|dark)$/.exec(this.getAttribute("theme")?.trim())?.[0] ?? "auto",
      "data-reading": "plain",
    }, content);
    frame.onclick = (event) => {
      const link = event.target.closest?.("a[data-item]");
      const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!link || !plain || event.defaultPrevented) return;
      event.preventDefault();
      this.show(link.dataset.item);
    };
    this.#stage.replaceChildren(frame);
  }

  #takeOver(isOurs, address, source, { mount, hold, crashed }) {
    const stage = h("div");
    const { story, article, track, related = [] } = this.#plain ?? {};
    let restore;
    // Before Wasm takes what was painted into its own tree; nothing is shown in between.
    const taking = () => {
      restore = hold(this.shadowRoot, this.#stage);
      // The page must not shrink meanwhile: it would lose its place.
      this.#stage.style.minHeight = `${this.#stage.offsetHeight}px`;
    };
    const swap = () => {
      taken.disconnect();
      if (stage === this.#stage || !isOurs()) return;
      this.#place(stage);
      restore?.(stage);
      restore = this.#plain = undefined;
      if (this.#pending !== undefined) this.#handle.show(this.#pending);
      this.#pending = undefined;
      if (this.#stale) this.#handle.reload();
      this.#stale = false;
    };
    // Wasm may pause right after it has taken it, before it says that it has rendered.
    const taken = new MutationObserver(swap);
    taken.observe(this.#stage, { childList: true, subtree: true });
    // Called after each rendering of Wasm's: whether it is still loading, and the id of the article that is shown.
    const rendered = (loading, shown) => {
      if (stage !== this.#stage && loading) return;
      swap();
      this.#shown = this.#told = shown;
      this.#cover(shown !== undefined);
    };
    crashed.then((error) => {
      if (!isOurs()) return;
      this.#tellCrash(error);
      // Back to the plain reading, and once more with a fresh instance.
      taken.disconnect();
      this.#handle = this.#plain = undefined;
      restore ??= hold(this.shadowRoot, this.#stage);
      this.#place(h("div"));
      if (this.#news) this.#read();
      restore(this.#stage);
      const answer = this.#answer && Promise.resolve(this.#answer);
      this.#proceed(isOurs, address, again(address, answer), Promise.resolve());
    });
    this.#handle = mount(this, stage, this.#name, source, this.#parser(), rendered, story && { id: story.id, article, track, related, taking });
    if (!story && this.#pending !== undefined) {
      // Nothing is shown yet: this will be the first.
      this.#handle.show(this.#pending);
      this.#pending = undefined;
    }
  }

  #tellCrash(error) {
    if (!this.#crashed) tellError(this, "wasm-crashed", error);
    this.#crashed = true;
  }

  #place(stage) {
    this.#stage.replaceWith(stage);
    this.#stage = stage;
  }

  /** Wasm can't run: the plain reading stays, with links that lead to the newspaper, and what else works without. */
  #lose(error) {
    if (error.crashed) this.#tellCrash(error);
    else tellError(this, "wasm-unavailable", error);
    this.#lost = true;
    if (!this.#plain) {
      this.#set(sorry(this));
      return this.#cover(false);
    }
    this.#leave();
    if (this.#pending !== undefined) this.show(this.#pending);
  }

  /** Lets the links lead out, and brings what else works without Wasm. */
  #leave() {
    const { cards = [] } = this.#plain;
    for (const [link, { url }] of cards) {
      if (!url) continue;
      link.href = url.href;
      link.removeAttribute("data-item");
    }
    const wants = (section) => isWanted(this, section);
    loadRescue().then(({ rescue }) => rescue(this.#plain.page, this.#plain, this.#news, this.#scene, wants), () => {});
  }

  /** Parses; where the page's policy refuses that, the host is told once, and texts stay without their markup. */
  #parser() {
    return (markup) => {
      try {
        return parse(markup);
      } catch (error) {
        if (!this.#refused) tellError(this, "markup-refused", error);
        this.#refused = true;
        return null;
      }
    };
  }

  #end() {
    this.#life++;
    numbers.delete(this.#number);
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#started = false;
    this.#handle?.unmount();
    this.#handle = this.#plain = this.#news = this.#answer = undefined;
    this.#crashed = false;
    this.#stage.replaceChildren();
    this.#cover(false);
  }
}

/** Resolves when an image has come, or will not. */
const settled = (image) =>
  image && !image.complete && new Promise((resolve) => (image.onload = image.onerror = resolve));

/** Whether the host wants a section: it names it, or none that there is. */
function isWanted(element, section) {
  const named = element.getAttribute("sections") ?? "all";
  const known = named.match(/[^\s,]+/g)?.filter((word) => /^(tools|related|latest|links|feedback)$/.test(word));
  return known && (!known.length || known.includes(section));
}

/** The nearest `lang` around the element, through shadow roots. */
function nearestLanguage(element) {
  for (let at = element.parentElement ?? element.getRootNode().host; at; at = at.getRootNode().host) {
    const nearest = at.closest("[lang]");
    if (nearest) return nearest.getAttribute("lang");
  }
}

/** What a reader is told where Wasm can't run, or didn't come, and there is nothing to read either. */
function sorry(element) {
  const words = wordsFor(element.getAttribute("lang"), nearestLanguage(element));
  const retry = h("button", { type: "button", class: "button" }, words.retry);
  retry.onclick = () => element.reload();
  return h("div", { class: "notice", part: "notice", role: "status" }, words.sorry, retry);
}

function feedAddress(element) {
  try {
    const url = new URL(element.getAttribute("feed").trim(), element.baseURI);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** `tinbai:error`, and the cause once in the console. */
export function tellError(element, code, cause) {
  const message = String(cause);
  console.warn(`Tin Bài: ${code}: ${message}`);
  element.dispatchEvent(
    new CustomEvent("tinbai:error", { bubbles: true, composed: true, detail: { code, message } }),
  );
}
