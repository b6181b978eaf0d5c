// <tin-bai>: what the page calls of a widget.

import { widget } from "./widget.js";

export const ATTRIBUTES = ["feed", "item", "lang", "theme", "sections", "navigate", "loading", "feedback"];

export class TinBai extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #widget = widget(this);

  connectedCallback() {
    this.#widget.connect();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#widget.end());
  }

  /** Keeps `moveBefore()` from counting as leaving and coming back. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#widget.change(name);
  }

  /** Opens an item by its id or address. */
  show(id) {
    this.#widget.show(String(id));
  }

  /** Fetches the feed again; after a failure to start, starts again. */
  reload() {
    this.#widget.reload();
  }
}
