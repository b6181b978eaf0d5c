// Where Wasm can't run: what else works without it, below the plain reading. The latest news, the links, and the form.

import { attribute } from "./host.js";
import { own } from "./own.js";
import { dirOf } from "./plain/direction.js";
import { h } from "./plain/dom.js";
import { address, published, web } from "./plain/item.js";
import { byDate } from "./plain/related.js";
import { whenBrief } from "./plain/when.js";
import { form } from "./rescue/form.js";
import { LISTS } from "./rescue/words.js";

/** The most items of "Mới nhất". */
const MOST_LATEST = 10;
/** The most links, as Wasm reads them. */
const MOST_LINKS = 500;

/**
 * Adds to the page what the host's `sections` ask for. `scene` is what the article was painted with, `wants` says whether the host
 * wants a section; `load` brings another part of the build. Answers what ends the form, where it has made one.
 */
export function rescue({ page, story, item }, { root, items }, scene, wants, host, load) {
  const words = { ...scene.words, ...LISTS[scene.words.own], ...scene.words.book?.rescue };
  const extension = own(root, "_tinbai");
  const desk = own(extension, "feedback") ?? {};
  // The host's word stands before the feed's.
  const named = attribute(host, "feedback");
  const endpoint = named ? web(named, host.baseURI) : address(desk, "url", scene.base);
  // Called again for what is there already, the lists are of a newer feed, and the form is in use.
  page.querySelector(".lists")?.remove();
  let made;
  if (endpoint && wants("feedback") && !page.querySelector(".feedback")) {
    made = form(host, load, story, desk, endpoint, words, scene.base);
    page.append(made.section);
  }
  const lists = h(
    "div",
    { class: "lists" },
    wants("latest") && latest(items.filter((other) => other !== item), scene, words),
    wants("links") && links(own(extension, "links"), scene.base, words),
  );
  if (lists.firstChild) page.append(lists);
  return made?.end;
}

function latest(items, { reader, address }, words) {
  const rows = byDate(items)
    .slice(0, MOST_LATEST)
    .map((item) => [item, reader.read(item)])
    .filter(([, story]) => story.id && story.title)
    .map(([item, story]) => {
      const { href, stays } = address(story);
      const at = published(item);
      return h(
        "li",
        null,
        h("a", { href, "data-item": stays && story.id, lang: story.language, dir: dirOf(story.language, words) }, story.title),
        " ",
        at && whenBrief(at, words),
      );
    });
  return (
    rows.length &&
    h(
      "section",
      { class: "latest", part: "latest", "aria-labelledby": "latest" },
      h("h3", { id: "latest" }, words.latest),
      h("ol", null, rows),
    )
  );
}

function links(given, base, words) {
  const groups = new Map();
  for (const link of Array.isArray(given) ? given.slice(0, MOST_LINKS) : []) {
    const url = address(link, "url", base);
    if (!url) continue;
    const name = text(own(link, "group"));
    const title = text(own(link, "title")) || url.host;
    const entry = h("li", null, h("a", { href: url.href, rel: "external noopener" }, title));
    groups.set(name, groups.get(name) ?? []);
    groups.get(name).push(entry);
  }
  return (
    groups.size &&
    h(
      "nav",
      { class: "links", part: "links", "aria-labelledby": "links" },
      h("h3", { id: "links" }, words.links),
      h(
        "div",
        { class: "groups" },
        [...groups].map(([name, entries]) => h("div", null, name && h("h4", null, name), h("ul", null, entries))),
      ),
    )
  );
}

const text = (value) => (typeof value === "string" ? value.trim() : "");
