// One widget, from its element's coming to its going: starts when it is about to be seen, paints what the feed brings, hands
// over to Wasm.

import { bringTools, dress, loadBook, loadCopies, loadRescue, loadRuntime } from "./assets.js";
import { isGone, recall } from "./copy.js";
import { sourceOf } from "./feed.js";
import { addressOf, namedIn } from "./fragment.js";
import { attribute, feedAddress, isSaving, isWanted, nearestLanguage, send, tellError } from "./host.js";
import { parse } from "./inert.js";
import { h } from "./plain/dom.js";
import { about, choose, join, paint, sceneOf } from "./plain/reading.js";
import { wordsFor } from "./plain/words.js";
import { stageOf } from "./stage.js";

/** Milliseconds that the text waits for its looks once it is there. */
const STYLE_PATIENCE = 3_000;
/** Milliseconds that the text waits, from the start, for words of the host's own. */
const LABELS_PATIENCE = 1_500;
/** Milliseconds for which Wasm leaves the line to feed and photo. */
const LINE_PATIENCE = 4_000;
/** Milliseconds that a copy on the device is waited for: stores have been seen that never answer. */
const COPY_PATIENCE = 2_000;
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
  let stage;
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
  /** Where the feed's answers come from, and the one that is on show. */
  let source;
  /** An answer that came while Wasm was taking the copy over: after it. */
  let renewal;
  /** The copy that is on show, or what has taken its place; and what ends the following. */
  let followed;
  let unfollow;
  /** Ends the form that works without Wasm. */
  let endForm;
  let hasCrashed = false;
  /** What is on show while the feed is asked for anew. */
  let former;
  /** A reader waits for the second try that they asked for. */
  let hasRetried = false;
  /** The answer that was kept last. */
  let lastKept;
  /** The page's Trusted Types refused our parsing. */
  let isRefused = false;
  /** Calls Wasm without further waiting: a reader or the host wants what only it can do. */
  let hurry;

  /** Words of the host's own: as they were given to the element, and what was made of them; the latest wish counts. */
  let given;
  let book;
  let wishes = 0;

  return {
    connect,
    end,
    change,
    show,
    reload,
    get labels() {
      return given;
    },
    label(labels) {
      if (given === labels) return;
      given = labels;
      if (isStarted) label();
    },
  };

  function connect() {
    // Moved within one task: the widget never went, but may be in another document.
    if (isStarted) dress(host.shadowRoot).catch(() => {});
    if (seen || isStarted) return;
    build();
    // A reader who followed a copied address wants that item, wherever the widget stands.
    if (attribute(host, "loading") === "eager" || !window.IntersectionObserver || namedIn(location.hash, name())) start();
    // A viewport ahead.
    else seen = whenSeen("100%", () => start());
  }

  function change(attribute) {
    if (attribute === "labels" && isStarted) label();
    else if (handle) {
      if (attribute === "feed") {
        source.url = feedAddress(host);
        source.answer = news = renewal = undefined;
        source.given.length = 0;
        unfollow?.();
      }
      handle.update(book);
    } else if (isStarted) {
      if (attribute === "theme") stage.dress(theme());
      else if (attribute !== "loading") start(false, attribute !== "feed" && attribute !== "item");
    } else if (attribute === "loading" && seen && host.getAttribute(attribute) === "eager") start();
  }

  function show(id) {
    // Until Wasm has taken it over, what is on show is the entry before.
    if (handle && !plain) return handle.show(id);
    pending = id;
    if (!isLost || !news) return hurry?.();
    const before = plain;
    plain = undefined;
    read();
    pending = undefined;
    if (!plain) {
      plain = before;
      return tellError(host, "item-not-found", `the feed has no item «${id}»`);
    }
    surround();
    leave();
    host.shadowRoot.querySelector("#headline").focus();
  }

  function reload() {
    // Also while Wasm is about to take over: an answer without the article must not come before that.
    if (plain && !isLost) {
      isStale = true;
      hurry();
    } else if (handle) handle.reload();
    else if (isStarted) start(true, true);
  }

  function name() {
    if (host.id) return `tinbai-${host.id}`;
    return number > 1 ? `tinbai-${number}` : "tinbai";
  }

  function build() {
    for (number = 1; numbers.has(number); ) number++;
    numbers.add(number);
    stage = stageOf(host);
  }

  function whenSeen(margin, act) {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && act(), {
      rootMargin: `${margin} 0px`,
    });
    observer.observe(host);
    return observer;
  }

  /** `fresh` asks the server again; `goesOn` with the article that is read. */
  function start(fresh, goesOn) {
    seen?.disconnect();
    seen = undefined;
    isStarted = true;
    isLost = false;
    former = goesOn ? (plain ? { plain, news, scene, shown } : former) : undefined;
    news = plain = undefined;
    if (!goesOn) shown = told = undefined;
    unfollow?.();
    renewal = undefined;
    const ours = ++life;
    const isOurs = () => ours === life;
    const address = feedAddress(host);
    let isDressed = false;
    const look = () => {
      if (isOurs() && isDressed && news) read();
      return !isOurs() || plain;
    };
    // Ended after the new one has begun: they may share a request.
    const before = source;
    const mine = (source = sourceOf(address));
    const request = address && mine.begin(fresh, (progress) => {
      if (mine.answer) return true;
      if (isOurs()) news = progress;
      return look();
    });
    before?.end();
    // A copy is never on show without what says so.
    const kept = Promise.race([recall(address), after(COPY_PATIENCE)])
      .then(async (copy) => {
        if (!copy) return;
        const copies = await loadCopies();
        const wanted = pending ?? named();
        if (!wanted || copies.find(copy.value, wanted)) return { ...copy, follow: copies.follow };
      })
      .catch(() => {});
    const looks = dress(host.shadowRoot).catch((error) => isOurs() && tellError(host, "style-unavailable", error));
    const worded = Promise.race([label(), after(LABELS_PATIENCE)]);
    const styled = Promise.all([Promise.race([looks, after(STYLE_PATIENCE)]), worded]).then(() => {
      isDressed = true;
      if (isOurs() && !plain && !(goesOn && stage.isCovered)) set(h("div", { class: "skeleton" }));
      look();
    });
    const copy = Promise.all([kept, styled]).then(([copy]) => copy);
    // The copy, where the newspaper isn't faster, or fails.
    const first = Promise.race([
      Promise.all([request, styled]).then(async ([answer]) => (answer?.problem && !isGone(answer) && (await copy)) || answer),
      copy.then((copy) => copy ?? request),
    ]);
    const complete = first.then(async (whole) => {
      // What has begun to come is newer.
      if (plain && whole?.follow) whole = await request;
      if (!isOurs()) return;
      mine.answer = whole;
      if (Array.isArray(whole?.value?.items)) {
        take(whole);
        look();
      }
      if (whole?.follow) follow(whole, request, isOurs);
      if (plain) await painted();
      if (isOurs() && !handle) surround();
    });
    proceed(isOurs, complete);
  }

  /** What an answer holds is what is read from now on. */
  function take({ url, value }) {
    news = { url, root: value, items: value.items, done: true };
  }

  function follow(copy, request, isOurs) {
    followed = copy;
    unfollow = copy.follow(copy, request, host, words(), theme(), {
      shown: () => shown,
      isLatest: () => !named(),
      ask: () => source.begin(true, () => true),
      renew: (fresh, how) => isOurs() && renew(fresh, how),
    });
  }

  /** Puts the newspaper's answer in the copy's place; `anew` as if nothing had been shown yet. */
  function renew(fresh, { anew, isSame, arrives }) {
    if (handle && plain) return (renewal = [fresh, { anew, isSame, arrives }]);
    source.answer = followed = fresh;
    if (handle) {
      source.given.push(fresh);
      return handle.renew(!!anew, !!arrives);
    }
    const isFeed = Array.isArray(fresh.value?.items);
    if (isFeed) take(fresh);
    if (anew) shown = undefined;
    if (!isSame) plain = undefined;
    if (isFeed) read();
    if (plain) {
      // What the feed says of itself stands in the article too.
      if (plain.feed !== scene.reader.feed) plain.article = undefined;
      surround();
      if (isLost) leave();
      if (arrives) host.shadowRoot.querySelector("#headline").focus();
    } else if (isLost) {
      apologise();
    } else {
      // Only Wasm has the words for it.
      set(h("div", { class: "skeleton" }));
      hurry();
    }
  }

  function catchUp() {
    const late = renewal;
    renewal = undefined;
    if (late) renew(...late);
  }

  /** Brings Wasm when its time has come: after the text and the photo, when the widget is near, or when it is wanted. */
  async function proceed(isOurs, complete) {
    const hurried = new Promise((resolve) => (hurry = resolve));
    if (pending !== undefined) hurry();
    const photographed = complete.then(() => plain && !isSaving() && settled(plain.page.querySelector(".photo img")));
    await Promise.race([photographed, after(LINE_PATIENCE), hurried]);
    if (!isOurs()) return;
    if (plain) keep();
    if (plain && window.IntersectionObserver) {
      await Promise.race([new Promise((resolve) => (seen = whenSeen("25%", resolve))), hurried]);
      seen?.disconnect();
      seen = undefined;
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
    source.given = source.answer ? [source.answer] : [];
    // What came after the text was painted: Wasm makes all anew, in other words.
    if (plain && scene.words.book !== book) plain.article = plain.track = undefined;
    handle = runtime.takeOver(host, stage.element, name(), source, inert, plain, {
      isOurs,
      words,
      took(next, restore) {
        stage.place(next);
        restore?.(next);
        endForm?.();
        endForm = plain = former = undefined;
        hasRetried = false;
        if (pending !== undefined) handle.show(pending);
        pending = undefined;
        if (isStale) handle.reload();
        isStale = false;
        catchUp();
      },
      showed(id) {
        shown = told = id;
        stage.cover(id !== undefined);
        if (id === undefined) return;
        bringTools(host, words);
        keep();
        // Asked for again meanwhile, by the host or by a reader.
        if (source?.answer !== followed) unfollow?.();
      },
      /** Back to the plain reading, and once more with a fresh instance. */
      broke(error, restore) {
        tellCrash(error);
        handle = plain = former = undefined;
        stage.place(h("div"));
        if (news) read();
        surround();
        restore(stage.element);
        catchUp();
        if (source.answer?.problem) source.answer = undefined;
        proceed(isOurs, Promise.resolve());
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
    scene = sceneOf({ root, url }, plain ? scene.words : words(), inert, addressOf(name(), isLost || attribute(host, "navigate") === "host"));
    if (plain) return;
    try {
      const linked = namedIn(location.hash, name());
      plain = paint(choose(items, pending ?? shown ?? named(), scene.base, done), scene);
      if (!plain) return;
      set(plain.page);
      stage.cover(true);
      if (hasRetried && document.activeElement === document.body) plain.page.querySelector("#headline").focus({ preventScroll: true });
      hasRetried = false;
      // A copied address leads to its item, as any fragment leads to its place.
      if (linked && !told && scrollY <= 1) plain.page.firstChild.scrollIntoView();
      // Who waits for photos to be asked for can't wait for Wasm too.
      if (isSaving()) bringTools(host, words);
      shown = plain.story.id;
      if (told !== shown) send(host, "load", about(plain.story, scene.reader));
      told = shown;
    } catch {
      // What only Wasm can read is left to it.
      plain = undefined;
    }
  }

  /** The item that the page's address or the host names; empty for the latest. */
  function named() {
    const item = attribute(host, "item");
    // What begins with a line end was left there, and is for Back only (`embed/history.rs`).
    const [state] = /^[^\n]+/.exec(history.state?.[`tinbai:${name()}`] ?? "") ?? [];
    return namedIn(location.hash, name()) ?? state ?? (item === "latest" ? "" : item);
  }

  /** Keeps what is on show for the next visit. */
  function keep() {
    const answer = source?.answer;
    if (!answer || answer === lastKept || answer.problem || answer.follow || !answer.value) return;
    lastKept = answer;
    const { url } = source;
    loadCopies().then(({ keep }) => keep(url, answer), () => {});
  }

  /** Adds what stands around the article, once the whole feed is there. */
  function surround() {
    try {
      if (plain && !plain.related && news.done && isWanted(host, "related")) join(plain, news.items, scene);
    } catch {
      // What only Wasm can read is left to it.
    }
  }

  function theme() {
    const given = attribute(host, "theme");
    return {
      "data-theme": /\b(light|dark)\b/.exec(given)?.[0] ?? "auto",
      "data-design": /\b(portal|contrast)\b/.exec(given)?.[0],
    };
  }

  function words() {
    const own = wordsFor(book?.lang, attribute(host, "lang"), nearestLanguage(host));
    return book ? book.over(own) : own;
  }

  /** Brings the host's own words; where there are none, or no good ones, ours stay. */
  async function label() {
    const ours = ++wishes;
    const wanted = given ?? attribute(host, "labels");
    const { next, code = "labels-unavailable", fault } = wanted
      ? await loadBook(wanted, host.baseURI).catch((fault) => ({ fault }))
      : {};
    if (ours !== wishes) return;
    if (fault) tellError(host, code, fault);
    if (next === book) return;
    book = next;
    if (handle) handle.update(book);
    else if (!isLost) return;
    else if (plain) anew();
    else apologise();
  }

  /** Paints the article in other words. */
  function anew() {
    plain = undefined;
    read();
    surround();
    if (plain) leave();
  }

  function set(content) {
    former = undefined;
    stage.set(content, words(), theme(), show);
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
    // A reload that failed, or that no longer brought the article.
    if (!plain && former) ({ plain, news, scene, shown } = former);
    former = undefined;
    if (plain && scene.words.book !== book) anew();
    if (isStale) {
      isStale = false;
      return start(true, true);
    }
    if (!plain) return apologise();
    leave();
    if (pending !== undefined) show(pending);
  }

  function apologise() {
    const { sorry, retry } = words();
    const button = h("button", { type: "button", class: "button" }, retry);
    button.onclick = () => {
      hasRetried = true;
      reload();
    };
    set(h("div", { class: "notice", part: "notice", role: "status" }, sorry, button));
    stage.cover(false);
    if (hasRetried && document.activeElement === document.body) button.focus({ preventScroll: true });
    hasRetried = false;
  }

  /** Lets the links lead out, and brings what else works without Wasm. */
  function leave() {
    for (const [link, { url }] of plain.cards ?? []) {
      if (!url) continue;
      link.href = url.href;
      link.removeAttribute("data-item");
    }
    bringTools(host, words);
    // Another article may be open by then, with lists of its own.
    const left = plain;
    loadRescue()
      .then((rescue) => {
        const end = left === plain && rescue(left, news, scene, (section) => isWanted(host, section), host);
        if (!end) return;
        endForm?.();
        endForm = end;
      })
      .catch(() => {});
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
    wishes++;
    numbers.delete(number);
    seen?.disconnect();
    seen = undefined;
    isStarted = false;
    handle?.unmount();
    source?.end();
    unfollow?.();
    endForm?.();
    handle = plain = news = source = unfollow = endForm = pending = former = undefined;
    hasCrashed = isStale = isLost = hasRetried = false;
    stage.element.replaceChildren();
    stage.cover(false);
  }
}
