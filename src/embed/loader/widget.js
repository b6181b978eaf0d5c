// One widget, from its element's coming to its going: starts when it is about to be seen, paints what the feed brings, hands
// over to Wasm.

import { dress, loadRescue, loadRuntime } from "./assets.js";
import { again, begin } from "./feed.js";
import { addressOf, namedIn } from "./fragment.js";
import { attribute, feedAddress, isWanted, nearestLanguage, send, tellError } from "./host.js";
import { parse } from "./inert.js";
import { h } from "./plain/dom.js";
import { about, choose, join, paint, sceneOf } from "./plain/reading.js";
import { wordsFor } from "./plain/words.js";

/** Milliseconds that the text waits for its looks once it is there. */
const STYLE_PATIENCE = 3_000;
/** Milliseconds for which Wasm leaves the line to feed and photo. */
const LINE_PATIENCE = 4_000;
/** Milliseconds that related news wait for the article to be painted: a tab in the background paints nothing. */
const FRAME_PATIENCE = 200;

const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Resolves when what is in the page now has been painted. */
const painted = () => Promise.race([new Promise(requestAnimationFrame).then(() => after(0)), after(FRAME_PATIENCE)]);

/** Resolves when an image has come, or will not. */
const settled = (image) =>
  image && !image.complete && new Promise((resolve) => (image.onload = image.onerror = resolve));

/** The numbers of the widgets that are in the page: each has its own name in the page's fragment. */
const numbers = new Set();

/** The widget of an element. */
export function widget(host) {
  let number;
  /** Shows the element's own children. */
  let slot;
  let stage;
  let isCovered = false;
  /** Waits for the element to be seen. */
  let seen;
  let isStarted = false;
  /** Grows with each start and end: what was begun before is no longer wanted. */
  let life = 0;
  /** The mounted widget, once Wasm is here. */
  let handle;
  /** What is to be opened as soon as that is possible. */
  let pending;
  /** The host wants the feed anew, as soon as Wasm can look after that. */
  let isStale = false;
  /** What the feed's answer holds so far, and what was painted of it without Wasm. */
  let news;
  let plain;
  let scene;
  /** The id of the article that is shown, and the last one that the host was told of. */
  let shown;
  let told;
  /** Wasm can't run here: the plain reading is all there is. */
  let isLost = false;
  /** The feed's whole answer: what a fresh instance of Wasm reads after a crash. */
  let answer;
  let hasCrashed = false;
  /** The page's Trusted Types refused our parsing. */
  let isRefused = false;
  /** Calls Wasm without further waiting: a reader or the host wants what only it can do. */
  let hurry;

  return { connect, end, change, show, reload };

  function connect() {
    // Moved within one task: the widget never went.
    if (seen || isStarted) return;
    build();
    // A reader who followed a copied address wants that item, wherever the widget stands.
    if (attribute(host, "loading") === "eager" || !window.IntersectionObserver || namedIn(location.hash, name())) start();
    // A viewport ahead.
    else seen = whenSeen("100%", () => start());
  }

  function change(attribute) {
    if (handle) handle.update();
    else if (isStarted) start();
    else if (attribute === "loading" && seen && host.getAttribute(attribute) === "eager") start();
  }

  function show(id) {
    if (handle) return handle.show(id);
    pending = id;
    if (!isLost) return hurry?.();
    plain = undefined;
    read();
    pending = undefined;
    if (!plain) return tellError(host, "item-not-found", `the feed has no item «${id}»`);
    leave();
    host.shadowRoot.querySelector("#headline").focus();
  }

  function reload() {
    if (handle) handle.reload();
    else if (plain && !isLost) {
      isStale = true;
      hurry();
    } else if (isStarted) start(true);
  }

  function name() {
    if (host.id) return `tinbai-${host.id}`;
    return number > 1 ? `tinbai-${number}` : "tinbai";
  }

  /** A fresh stage for each life: what listened on the old one goes with it. */
  function build() {
    for (number = 1; numbers.has(number); ) number++;
    numbers.add(number);
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    slot = h("slot");
    stage = h("div");
    // The parser may bring the children after the element.
    slot.onslotchange = () => cover(isCovered);
    root.replaceChildren(slot, stage);
    cover(false);
  }

  /** The element's own children stay until there is something better, and come back when there is nothing. */
  function cover(covered) {
    const own = [...host.childNodes].some((node) => node.nodeType === 1 || node.data?.trim());
    isCovered = covered;
    slot.style.display = covered ? "none" : "";
    stage.className = own && !covered ? "below" : "";
  }

  function whenSeen(margin, act) {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && act(), {
      rootMargin: `${margin} 0px`,
    });
    observer.observe(host);
    return observer;
  }

  function start(fresh) {
    seen?.disconnect();
    seen = undefined;
    isStarted = true;
    isLost = false;
    news = plain = answer = shown = told = undefined;
    const mine = ++life;
    const isOurs = () => mine === life;
    const address = feedAddress(host);
    let isDressed = false;
    const look = () => {
      if (isOurs() && isDressed && news) read();
      return !isOurs() || plain;
    };
    const source = begin(address, fresh, (progress) => {
      if (isOurs()) news = progress;
      return look();
    });
    const looks = dress(host.shadowRoot).catch((error) => isOurs() && tellError(host, "style-unavailable", error));
    const styled = Promise.race([looks, after(STYLE_PATIENCE)]).then(() => {
      isDressed = true;
      if (isOurs() && !plain && !(fresh && isCovered)) set(h("div", { class: "skeleton" }));
      look();
    });
    const complete = Promise.all([source.first, styled]).then(async ([whole]) => {
      if (!isOurs() || !Array.isArray(whole?.value?.items)) return;
      const { url, value } = whole;
      answer = whole;
      news = { url, root: value, items: value.items, done: true };
      look();
      await painted();
      if (isOurs() && !handle) surround();
    });
    proceed(isOurs, address, source, complete);
  }

  /** Brings Wasm when its time has come: after the text and the photo, when the widget is near, or when it is wanted. */
  async function proceed(isOurs, address, source, complete) {
    const hurried = new Promise((resolve) => (hurry = resolve));
    if (pending !== undefined) hurry();
    const photographed = complete.then(() => plain && settled(plain.page.querySelector(".photo img")));
    await Promise.race([photographed, after(LINE_PATIENCE), hurried]);
    if (!isOurs()) return;
    if (plain && window.IntersectionObserver) {
      let near;
      await Promise.race([new Promise((resolve) => (near = whenSeen("25%", resolve))), hurried]);
      near.disconnect();
    }
    let runtime;
    let failure;
    try {
      runtime = await loadRuntime();
    } catch (error) {
      failure = error;
    }
    await complete;
    if (!isOurs()) return;
    if (!runtime) return lose(failure);
    handle = runtime.takeOver(host, stage, name(), source, inert, plain, {
      isOurs,
      took(next, restore) {
        place(next);
        restore?.(next);
        plain = undefined;
        if (pending !== undefined) handle.show(pending);
        pending = undefined;
        if (isStale) handle.reload();
        isStale = false;
      },
      showed(id) {
        shown = told = id;
        cover(id !== undefined);
      },
      /** Back to the plain reading, and once more with a fresh instance. */
      broke(error, restore) {
        tellCrash(error);
        handle = plain = undefined;
        place(h("div"));
        if (news) read();
        surround();
        restore(stage);
        proceed(isOurs, address, again(address, answer && Promise.resolve(answer)), Promise.resolve());
      },
    });
    if (!plain && pending !== undefined) {
      // Nothing is shown yet: this will be the first.
      handle.show(pending);
      pending = undefined;
    }
  }

  /** Paints what is there of the feed. */
  function read() {
    const { root, items, url, done } = news;
    scene = sceneOf({ root, url }, words(), inert, addressOf(name(), isLost || attribute(host, "navigate") === "host"));
    if (plain) return;
    try {
      const linked = namedIn(location.hash, name());
      const item = attribute(host, "item");
      const wanted = pending ?? shown ?? linked ?? (history.state?.[`tinbai:${name()}`] || (item === "latest" ? "" : item));
      plain = paint(choose(items, wanted, scene.base, done), scene);
      if (!plain) return;
      set(plain.page);
      cover(true);
      // A copied address leads to its item, as any fragment leads to its place.
      if (linked && !told && scrollY <= 1) plain.page.firstChild.scrollIntoView();
      shown = plain.story.id;
      if (told !== shown) send(host, "load", about(plain.story, scene.reader));
      told = shown;
    } catch {
      // What only Wasm can read is left to it.
      plain = undefined;
    }
  }

  /** Adds what stands around the article, once the whole feed is there. */
  function surround() {
    if (plain && !plain.related && news.done && isWanted(host, "related")) join(plain, news.items, scene);
  }

  function words() {
    return wordsFor(attribute(host, "lang"), nearestLanguage(host));
  }

  /** Puts something onto the stage that the loader made, in the frame that Wasm makes too. */
  function set(content) {
    const frame = h(
      "div",
      {
        class: "tinbai",
        dir: "ltr",
        lang: words().lang,
        "data-theme": /^(light|dark)$/.exec(attribute(host, "theme"))?.[0] ?? "auto",
        "data-reading": "plain",
      },
      content,
    );
    frame.onclick = (event) => {
      const link = event.target.closest?.("a[data-item]");
      const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!link || !plain || event.defaultPrevented) return;
      event.preventDefault();
      show(link.dataset.item);
    };
    stage.replaceChildren(frame);
  }

  function place(next) {
    const place = scrollY;
    // First in, then out: WebKit measures the page in between, and a page without either would lose its place.
    stage.before(next);
    stage.remove();
    // Firefox keeps its place by an element, and loses it by some pixels when that goes.
    if (scrollY !== place) scrollTo({ top: place, behavior: "instant" });
    stage = next;
  }

  function tellCrash(error) {
    if (!hasCrashed) tellError(host, "wasm-crashed", error);
    hasCrashed = true;
  }

  /** Wasm can't run: the plain reading stays, with links that lead to the newspaper, and what else works without. */
  function lose(error) {
    if (error.crashed) tellCrash(error);
    else tellError(host, "wasm-unavailable", error);
    isLost = true;
    if (!plain) {
      const { sorry, retry } = words();
      const button = h("button", { type: "button", class: "button" }, retry);
      button.onclick = reload;
      set(h("div", { class: "notice", part: "notice", role: "status" }, sorry, button));
      return cover(false);
    }
    leave();
    if (pending !== undefined) show(pending);
  }

  /** Lets the links lead out, and brings what else works without Wasm. */
  function leave() {
    for (const [link, { url }] of plain.cards ?? []) {
      if (!url) continue;
      link.href = url.href;
      link.removeAttribute("data-item");
    }
    loadRescue().then(({ rescue }) => rescue(plain, news, scene, (section) => isWanted(host, section)), () => {});
  }

  /** Parses; where the page's policy refuses that, the host is told once, and texts stay without their markup. */
  function inert(markup) {
    try {
      return parse(markup);
    } catch (error) {
      if (!isRefused) tellError(host, "markup-refused", error);
      isRefused = true;
      return null;
    }
  }

  function end() {
    life++;
    numbers.delete(number);
    seen?.disconnect();
    seen = undefined;
    isStarted = false;
    handle?.unmount();
    handle = plain = news = answer = undefined;
    hasCrashed = false;
    stage.replaceChildren();
    cover(false);
  }
}
