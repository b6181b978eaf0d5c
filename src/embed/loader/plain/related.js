// "Các tin khác" without Wasm: a list that is swiped, with buttons that scroll it by what is seen of it.

import { picture } from "./article.js";
import { dirOf } from "./direction.js";
import { h } from "./dom.js";
import { isCalled, published, related, tags } from "./item.js";
import { fill } from "./words.js";
import { whenBrief } from "./when.js";

/** As many as Wasm shows. */
const MOST = 12;

/** The section, its list, and the link and story of each card; `undefined` where there is nothing to show. */
export function relatedNews(open, items, scene) {
  const stories = around(open, items).map((item) => scene.reader.read(item)).filter((story) => story.id && story.title);
  if (!stories.length) return;
  const { words } = scene;
  const links = stories.map((story) => link(story, scene));
  const track = h("ul", { class: "track", role: "list" }, stories.map((story, index) => card(story, links[index], scene)));
  const move = (name, by) => {
    const button = h("button", { type: "button", class: "move", part: name, "aria-label": words[name] });
    button.onclick = () => {
      // WebKit loses a smooth scroll that is asked for while another one goes on: that one ends where it is.
      if (/Apple/.test(navigator.vendor)) track.scroll({ left: track.scrollLeft, behavior: "instant" });
      track.scrollBy({ left: by * track.clientWidth * (words.dir === "rtl" ? -0.8 : 0.8) });
    };
    return button;
  };
  const element = h(
    "section",
    { class: "related", part: "related", "aria-labelledby": "related" },
    h(
      "div",
      { class: "bar" },
      h("h3", { id: "related" }, words.related),
      h("div", { class: "moves" }, h("span", { class: "position", role: "status" }, fill(words.position, words.book?.say("number", stories.length) ?? stories.length)), move("previous", -1), move("next", 1)),
    ),
    track,
  );
  return { element, track, cards: stories.map((story, index) => [links[index], story]) };
}

/** As the newsroom listed them; else those that share a tag, newest first; else the newest others. */
function around(open, items) {
  const listed = related(open)
    .map((id) => items.find((item) => item !== open && isCalled(item, id)))
    .filter(Boolean);
  if (listed.length) return [...new Set(listed)].slice(0, MOST);
  const others = byDate(items.filter((item) => item !== open));
  const own = tags(open);
  const akin = own.length ? others.filter((item) => tags(item).some((tag) => own.includes(tag))) : [];
  return (akin.length ? akin : others).slice(0, MOST);
}

/** Newest first; items without a date after those with one, in the feed's order. */
export const byDate = (items) => {
  const at = new Map(items.map((item) => [item, published(item)?.at ?? -Infinity]));
  return [...items].sort((a, b) => at.get(b) - at.get(a) || 0);
};

function link(story, scene) {
  const { href, stays } = scene.address(story);
  return h(
    "a",
    { href, "data-item": stays && story.id, lang: story.language, dir: dirOf(story.language, scene.words) },
    h("span", { class: "thumb", "aria-hidden": "true" }, story.photo && picture(story.photo, "15rem", { loading: "lazy" })),
    h("span", { class: "title" }, story.title),
  );
}

const card = (story, link, { words }) =>
  h("li", { class: "card", part: "card" }, link, story.published && whenBrief(story.published, words));
