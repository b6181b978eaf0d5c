// <tin-bai>: one widget in its own shadow root. Starts when it is about to be seen, ends when it has left the page.

import { dress, loadRuntime } from "./assets.js";
import { begin } from "./feed.js";
import { parse } from "./inert.js";

export const ATTRIBUTES = ["feed", "item", "lang", "theme", "sections", "navigate", "loading", "feedback"];

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
  /** Grows with each start and end: what was begun before is no longer wanted. */
  #life = 0;

  connectedCallback() {
    // Moved within one task: the widget never went.
    if (this.#seen || this.#started) return;
    this.#build();
    const lazy = this.getAttribute("loading") !== "eager" && "IntersectionObserver" in window;
    // A reader who followed a copied address wants that item, wherever the widget stands.
    if (!lazy || location.hash.includes(`${encodeURIComponent(this.#name)}=`)) return this.#start();
    // A viewport ahead.
    this.#seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
      { rootMargin: "100% 0px" },
    );
    this.#seen.observe(this);
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  /** Keeps `moveBefore()` from counting as leaving and coming back. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (this.#handle) this.#handle.update();
    else if (name === "loading" && after === "eager" && this.#seen) this.#start();
  }

  /** Opens an item by its id or address. */
  show(id) {
    if (this.#handle) this.#handle.show(String(id));
    else this.#pending = String(id);
  }

  /** Fetches the feed again; after a failure to start, starts again. */
  reload() {
    if (this.#handle) this.#handle.reload();
    else if (this.#started) this.#start();
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
    this.#slot = document.createElement("slot");
    this.#stage = document.createElement("div");
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

  async #start() {
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#started = true;
    const life = ++this.#life;
    const source = { feed: begin(feedAddress(this)) };
    const dressed = dress(this.shadowRoot)
      .then(() => this.#hold(life))
      .catch((error) => life === this.#life && tellError(this, "style-unavailable", String(error)));
    let glue;
    try {
      [glue] = await Promise.all([loadRuntime(), dressed]);
    } catch (error) {
      if (life !== this.#life) return;
      // The style sheet may still come: its skeleton would stay for ever.
      this.#life++;
      this.#stage.replaceChildren(sorry(this));
      return tellError(this, "wasm-unavailable", String(error));
    }
    if (life !== this.#life) return;
    const cover = (covered) => this.#cover(covered);
    this.#handle = glue.mount(this, this.#stage, this.#name, source, this.#parser(), cover);
    if (this.#pending) this.#handle.show(this.#pending);
    this.#pending = undefined;
  }

  /** Parses; where the page's policy refuses that, the host is told once, and texts stay without their markup. */
  #parser() {
    let told = false;
    return (markup) => {
      try {
        return parse(markup);
      } catch (error) {
        if (!told) tellError(this, "markup-refused", String(error));
        told = true;
        return null;
      }
    };
  }

  /** Holds the place until Wasm is here, with what the widget itself shows first. */
  #hold(life) {
    if (life !== this.#life || this.#handle) return;
    const skeleton = document.createElement("div");
    skeleton.className = "skeleton";
    this.#stage.replaceChildren(frame(this, skeleton));
  }

  #end() {
    this.#life++;
    numbers.delete(this.#number);
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#started = false;
    this.#handle?.unmount();
    this.#handle = undefined;
    this.#cover(false);
  }
}

/** The widget's outermost element, for what is shown without Wasm. */
function frame(element, inner) {
  const frame = document.createElement("div");
  frame.className = "tinbai";
  frame.dataset.theme = element.getAttribute("theme") ?? "auto";
  frame.append(inner);
  return frame;
}

/** What a reader is told where Wasm can't run, or didn't come. */
function sorry(element) {
  const english = (element.lang || element.closest("[lang]")?.lang || "vi").startsWith("en");
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.part = "notice";
  notice.role = "status";
  notice.lang = english ? "en" : "vi";
  const retry = document.createElement("button");
  retry.type = "button";
  retry.className = "button";
  retry.textContent = english ? "Try again" : "Thử lại";
  retry.onclick = () => element.reload();
  notice.append(english ? "The article could not be opened." : "Chưa mở được bài viết.", retry);
  return frame(element, notice);
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
export function tellError(element, code, message) {
  console.warn(`Tin Bài: ${code}: ${message}`);
  element.dispatchEvent(
    new CustomEvent("tinbai:error", { bubbles: true, composed: true, detail: { code, message } }),
  );
}
