// The plain reading: what a reader has before Wasm is here, and where it can't run. The same classes, parts and boxes as
// Wasm makes, so that nothing moves when it takes over.

import { article } from "./article.js";
import { h } from "./dom.js";
import { isCalled, published, reader, web } from "./item.js";
import { byDate, relatedNews } from "./related.js";

/** Items that must stand newest first before the first one of a feed on its way is taken for the newest. */
const SURE = 3;

/** The item that is wanted of those that are there; `undefined` while it may still come. */
export function choose(items, wanted, base, done) {
  if (wanted) return items.find((item) => isCalled(item, wanted)) ?? items.find((item) => isCalled(item, wanted, base));
  if (done) return byDate(items)[0];
  const first = items.slice(0, SURE);
  const inOrder = first.every((item, index) => !index || published(first[index - 1])?.at >= published(item)?.at);
  return first.length === SURE && inOrder ? first[0] : undefined;
}

/** All that is painted of a feed is painted with: the widget's words, its `address` for items, `parse` for inert documents. */
export function sceneOf({ root, url }, words, parse, address) {
  const base = web(url);
  return { words, address, parse, base, reader: reader(root, base, parse) };
}

/** The page with the article; `undefined` for an item in which there is nothing to read. */
export function paint(item, scene) {
  if (!item) return;
  const story = scene.reader.read(item);
  if (!story.id || !story.title) return;
  const { element, exact } = article(story, scene);
  return { story, page: h("div", { class: "page" }, element), article: exact ? element : undefined, item, feed: scene.reader.feed };
}

/** What stands around the article, once the whole feed is there. */
export function join(painted, items, scene) {
  // What the feed says of itself came after its items: Wasm makes the article anew.
  if (painted.feed !== scene.reader.feed) painted.article = undefined;
  // Read anew with the whole document, it is another object.
  painted.item = items.find((item) => isCalled(item, painted.story.id, scene.base)) ?? painted.item;
  const around = relatedNews(painted.item, items, scene);
  if (!around) return;
  painted.page.append(around.element);
  painted.track = around.track;
  painted.cards = around.cards;
  painted.related = around.cards.map(([, story]) => story.id);
}

/** What the host is told of an article. */
export const about = ({ id, url, title, lead, language }, { newspaper }) => ({
  id,
  url: url?.href ?? null,
  title,
  summary: lead || null,
  newspaper: newspaper || null,
  language: language ?? null,
});
