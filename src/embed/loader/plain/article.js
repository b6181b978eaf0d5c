// The article without Wasm: the same elements that `view/article.rs` and `view/photo.rs` make.

import { isSaving } from "../host.js";
import { body, textBody } from "./body.js";
import { dirOf } from "./direction.js";
import { h } from "./dom.js";
import { collapse, site } from "./item.js";
import { fill } from "./words.js";
import { when } from "./when.js";

/** `<article>`, and whether it is what Wasm would make. `scene` is the same for all that is painted of a feed. */
export function article(story, scene) {
  const { words, reader, base, parse } = scene;
  const { lead, photo } = story;
  let content = { nodes: [], exact: true };
  if (story.html) {
    const parsed = parse(story.html);
    content = parsed
      ? body(parsed.childNodes, { base, words, newspaper: site(story.url ?? base) })
      : { nodes: textBody(story.html.replace(/<[^<>]*>/g, " ")) };
  } else if (story.text) content.nodes = textBody(story.text);
  const [first] = content.nodes;
  const leadInBody = lead && first?.localName === "p" && collapse(first.textContent) === lead;
  if (leadInBody) {
    first.className = "lead";
    first.part = "lead";
  }
  const dir = dirOf(story.language, words);
  const label = { lang: words.lang, dir: dir && words.dir };
  const element = h(
    "article",
    { class: "article", part: "article", lang: story.language, dir, "aria-labelledby": "headline" },
    h(
      "header",
      null,
      story.tags.length &&
        h("p", { class: "kicker", part: "kicker" }, story.tags.map((tag, index) => (index ? [" ", h("span", null, tag)] : h("strong", null, tag))).flat()),
      h("h2", { id: "headline", class: "headline", part: "headline", tabindex: -1 }, story.title),
      byline(story, words, label),
      h("div", { class: "tools", part: "tools" }),
      lead && !leadInBody && h("p", { class: "lead", part: "lead" }, lead),
    ),
    photo && figure(photo, words),
    story.recording &&
      h("audio", { class: "recording", controls: "", preload: "none", "aria-label": words.listen, src: story.recording.href }),
    !content.nodes.length && !lead && h("p", { class: "quiet", ...label }, words.empty),
    h("div", { class: "body", part: "body" }, content.nodes),
    source(story, reader, words, label),
  );
  return { element, exact: content.exact };
}

function byline({ authors, published, modified }, words, label) {
  const [before, after] = words.updated.split("{}");
  return (
    (authors.length || published || modified) &&
    h(
      "p",
      { class: "byline", part: "byline", ...label },
      authors.length && [h("span", { class: "authors" }, authors.join(", ")), " "],
      published && when(published, words),
      " ",
      modified && h("span", { class: "updated" }, before, when(modified, words), after),
    )
  );
}

function source({ url, language: lang }, { newspaper, home }, words, label) {
  const name = newspaper || (url && site(url));
  const [before, after] = words.source.split("{}");
  return (
    name &&
    h(
      "footer",
      { class: "source", part: "source", ...label },
      h("p", null, before, !url && home ? outward(home, name, lang) : h("span", { lang }, name), after),
      url && h("p", null, outward(url, fill(words.original, site(url)))),
    )
  );
}

const outward = (url, text, lang) => h("a", { href: url.href, rel: "external noopener", lang }, text);

function figure(photo, words) {
  const { caption, credit } = photo;
  return h(
    "figure",
    { class: "photo", part: "photo" },
    picture(photo, "(min-width: 46rem) 46rem, 100vw", isSaving() ? { loading: "lazy" } : { fetchpriority: "high" }),
    (caption || credit) &&
      h(
        "figcaption",
        null,
        caption && h("span", { class: "caption", part: "caption" }, caption),
        credit && " ",
        credit &&
          h("span", { class: "credit", part: "credit" }, credit.includes(":") ? credit : fill(words.credit, credit)),
      ),
  );
}

/** `<picture>`: the browser takes the format and the size that suit it. */
export function picture({ src, sources, alt, size, bytes }, sizes, how) {
  const types = [...new Set(sources.map((source) => source.type))];
  const srcset = (type) =>
    sources
      .filter((source) => source.type === type)
      .map((source) => `${source.url.href.replace(/,/g, "%2C")} ${source.width}w`)
      .join(", ") || null;
  const own = srcset(undefined);
  return h(
    "picture",
    { class: !size && "unsized" },
    types.map((type) => type && h("source", { type, srcset: srcset(type), sizes })),
    h("img", {
      alt,
      width: size && size[0],
      height: size && size[1],
      ...how,
      decoding: "async",
      "data-bytes": bytes || null,
      sizes: own && sizes,
      srcset: own,
      src: src.href,
    }),
  );
}
