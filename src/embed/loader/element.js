// <tin-bai>: one widget in its own shadow root. Starts when it is about to be seen, ends when it has left the page.

import { dress, loadRuntime } from "./assets.js";
import { begin } from "./feed.js";
import { parse } from "./inert.js";

export const ATTRIBUTES = ["feed", "item", "lang", "theme", "sections", "navigate", "loading", "feedback"];

/** How many widgets this page has had: the second one needs another name in the page's fragment. */
let count = 0;

export class TinBai extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #number = ++count;
  #slot;
  #stage;
  #seen;
  #handle;
  #pending;
  /** Grows with each start and end: what was begun before is no longer wanted. */
  #life = 0;

  connectedCallback() {
    // Moved within one task: the widget never went.
    if (this.#seen || this.#handle) return;
    this.#build();
    const lazy = this.getAttribute("loading") !== "eager" && "IntersectionObserver" in window;
    if (!lazy) return this.#start();
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

  /** Fetches the feed again. */
  reload() {
    this.#handle?.reload();
  }

  #build() {
    if (this.#stage) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#slot = document.createElement("slot");
    this.#stage = document.createElement("div");
    root.replaceChildren(this.#slot, this.#stage);
    this.#cover(false);
  }

  /** The element's own children stay until there is something better, and come back when there is nothing. */
  #cover(covered) {
    const own = [...this.childNodes].some((node) => node.nodeType === 1 || node.data?.trim());
    this.#slot.style.display = covered ? "none" : "";
    this.#stage.className = own && !covered ? "below" : "";
  }

  async #start() {
    this.#seen?.disconnect();
    this.#seen = undefined;
    const life = ++this.#life;
    this.#handle = undefined;
    const source = { feed: begin(feedAddress(this)) };
    const dressed = dress(this.shadowRoot)
      .then(() => this.#hold(life))
      .catch((error) => tellError(this, "style-unavailable", String(error)));
    let glue;
    try {
      [glue] = await Promise.all([loadRuntime(), dressed]);
    } catch (error) {
      if (life === this.#life) {
        // The style sheet may still come: its skeleton would stay for ever.
        this.#life++;
        this.#stage.replaceChildren();
      }
      return tellError(this, "wasm-unavailable", String(error));
    }
    if (life !== this.#life) return;
    const name = this.id ? `tinbai-${this.id}` : this.#number > 1 ? `tinbai-${this.#number}` : "tinbai";
    const cover = (covered) => this.#cover(covered);
    this.#handle = glue.mount(this, this.#stage, name, source, parse, cover);
    if (this.#pending) this.#handle.show(this.#pending);
    this.#pending = undefined;
  }

  /** Holds the place until Wasm is here, with what the widget itself shows first. */
  #hold(life) {
    if (life !== this.#life || this.#handle) return;
    const frame = document.createElement("div");
    frame.className = "tinbai";
    frame.dataset.theme = this.getAttribute("theme") ?? "auto";
    const skeleton = document.createElement("div");
    skeleton.className = "skeleton";
    frame.append(skeleton);
    this.#stage.replaceChildren(frame);
  }

  #end() {
    this.#life++;
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#handle?.unmount();
    this.#handle = undefined;
    this.#cover(false);
  }
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
