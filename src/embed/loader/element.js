// <tin-bai>: what the page calls of a widget.

import { widget } from "./widget.js";

export const ATTRIBUTES = ["feed", "item", "lang", "theme", "sections", "navigate", "loading", "feedback", "labels"];

export class TinBai extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #widget = widget(this);

  connectedCallback() {
    // What was set before the element was one of ours hides the accessor.
    const { labels } = this;
    delete this.labels;
    this.labels = labels;
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

  /** Words in a language of the host's own (docs/labels.md). */
  get labels() {
    return this.#widget.labels;
  }

  set labels(given) {
    this.#widget.label(given);
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
