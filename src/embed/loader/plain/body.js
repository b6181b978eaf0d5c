// The body without Wasm: the same small allowlist as `article/allowlist.rs`, as far as nearly all articles need it. What it
// does not know loses its element and keeps its text, and the reading is marked as not exact: then Wasm makes it anew.

import { h } from "./dom.js";
import { collapse, isBlank, site, web } from "./item.js";
import { fill } from "./words.js";

/** What becomes of an element: those that come through as they are, those that leave their text, those that leave nothing. */
const INLINE = /^(em|strong|i|b|u|s|small|mark|sub|sup|code|q|cite|abbr)$/;
const FLOW =
  /^(p|div|section|article|main|header|footer|aside|nav|address|center|form|fieldset|legend|hgroup)$/;
const DROP =
  /^(script|style|template|head|title|svg|object|applet|frameset|noframes|noembed|canvas|map|button|select|option|datalist|textarea|output|progress|meter|portal|fencedframe|annotation(-xml)?)$/;
/** What only Wasm shows as it is. */
const LEFT = /^(li|dl|dt|dd|pre|details|summary|table|caption|thead|tbody|tfoot|tr|td|th|figcaption)$/;

const DEEPEST = 64;

/**
 * The nodes of a body, and whether they are what Wasm would make of it. `newspaper` is whose links stay unmarked.
 */
export function body(nodes, { base, newspaper, words: labels }) {
  let exact = true;
  const odd = (value) => {
    exact = false;
    return value;
  };

  /** Blocks, with each run of loose text a paragraph. */
  function blocks(nodes, depth, inFigure) {
    const out = [];
    let run = [];
    const flush = () => {
      out.push(...paragraphs(run));
      run = [];
    };
    const walk = (nodes, depth) => {
      for (const node of nodes) {
        const name = node.localName;
        if (!name) run.push(...words(node));
        else if (isGone(node, depth)) continue;
        else if (isBlock(name)) {
          flush();
          if (FLOW.test(name)) walk(node.childNodes, depth + 1, isMore(node) && odd());
          else if (inFigure && name === "figcaption") out.push(...block(node, depth));
          else if (LEFT.test(name)) odd(walk(node.childNodes, depth + 1));
          else out.push(...block(node, depth));
          flush();
        } else run.push(...inline(node, depth));
      }
    };
    walk(nodes, depth);
    flush();
    return out;
  }

  /** Two line breaks in a row are how an old editor writes a new paragraph. */
  function paragraphs(run) {
    const parts = [];
    let part = [];
    let breaks = [];
    for (const node of run) {
      if (node.localName === "br" || (breaks.length && !node.localName && isBlank(node))) {
        breaks.push(node);
        continue;
      }
      if (breaks.filter((node) => node.localName).length > 1) {
        parts.push(part);
        part = [];
      } else if (part.length) part.push(...breaks);
      breaks = [];
      part.push(node);
    }
    parts.push(part);
    return parts.map((part) => h("p", null, part)).filter(says);
  }

  function block(node, depth) {
    const name = node.localName;
    if (isMore(node)) odd();
    if (name === "hr") return [h(name)];
    if (name === "figure" && [...node.children].some((child) => !/^(img|a|figcaption)$/.test(child.localName))) odd();
    const children =
      name === "figure"
        ? blocks(node.childNodes, depth + 1, true).flatMap((child) =>
            child.localName === "p" && isBlank(child.textContent) ? [...child.childNodes].filter(says) : child,
          )
        : name === "blockquote"
          ? blocks(node.childNodes, depth + 1)
          : /^[uo]l$/.test(name)
            ? [...node.childNodes].flatMap((child) => member(child, depth + 1))
            : line(node, depth + 1);
    return [h(name, null, children)].filter(says);
  }

  /** A list's item; nothing else stands in a list. */
  function member(node, depth) {
    if (node.localName !== "li") return node.localName || !isBlank(node.data) ? odd([]) : [];
    return isGone(node, depth) ? [] : block(node, depth);
  }

  /** Words, and what stands in a line of words; a list in an item stays there. */
  const line = (node, depth) =>
    [...node.childNodes].flatMap((child) => {
      const name = child.localName;
      if (!name) return words(child);
      if (isGone(child, depth)) return [];
      return name === "ul" || name === "ol" ? block(child, depth) : inline(child, depth);
    });

  const words = (node) => (node.nodeType === 3 && node.data ? [node.data] : []);

  function inline(node, depth) {
    const name = node.localName;
    if (name === "br" || name === "wbr") return [h(name)];
    if (name === "img") return image(node);
    const children = line(node, depth + 1);
    if (name === "a") return link(node, children);
    if (isMore(node)) odd();
    if (INLINE.test(name)) return children.length ? [h(name, null, children)] : [];
    if (name !== "span") odd();
    return children;
  }

  function link(node, children) {
    const href = (node.getAttribute("href") ?? "").trim();
    const other = /^(mailto|tel):(.*)$/is.exec(href);
    if (href[0] === "#") odd();
    const url = href && href[0] !== "#" && !other && web(href, base);
    if (!url && !(other && /^[^\s\p{Cc}]+$/u.test(other[2]))) return children;
    const leaves = url && site(url) !== newspaper && !site(url).endsWith(`.${newspaper}`);
    const made = h("a", { href: url ? url.href : href, rel: leaves ? "external noopener" : "noopener" }, children);
    if (!says(made)) return [];
    if (leaves)
      made.append(h("span", { class: "leaves" }, h("span", { class: "hidden" }, " ", fill(labels.leaves, site(url)))));
    return [made];
  }

  function image(node) {
    const pixels = (name) => Number(/^\s*(\d+)\s*(?:px\s*)?$/.exec(node.getAttribute(name) ?? "")?.[1] ?? NaN);
    const [width, height] = [pixels("width"), pixels("height")];
    const text = node.getAttribute("src") ?? "";
    const url = text.trim() && web(text, base);
    if (width <= 2 || height <= 2 || !url) return [];
    if (node.hasAttribute("srcset")) odd();
    const sized = width > 0 && height > 0;
    return [
      h("img", {
        alt: collapse(node.getAttribute("alt") ?? ""),
        width: sized && width,
        height: sized && height,
        loading: "lazy",
        decoding: "async",
        src: url.href,
      }),
    ];
  }

  /** What the author hid, what nobody should nest so deep, and what was never meant for a reader. */
  function isGone(node, depth) {
    if (/^(iframe|audio|video)$/.test(node.localName)) return odd(true);
    const hidden = node.hasAttribute("hidden") || /display:none/i.test(node.getAttribute("style")?.replace(/\s/g, ""));
    return hidden || depth > DEEPEST || DROP.test(node.localName);
  }

  const made = blocks(nodes, 0);
  fitHeadings(made);
  return { nodes: made, exact };
}

/** A body that came as text: paragraphs at blank lines, a line break at each other. */
export function textBody(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t\f]*(?:\n[ \t\f]*)+/)
    .map((part) => part.split("\n").map(collapse).filter(Boolean))
    .filter((lines) => lines.length)
    .map((lines) => h("p", null, lines.flatMap((line, index) => (index ? [h("br"), line] : line))));
}

const isBlock = (name) => FLOW.test(name) || LEFT.test(name) || /^(h[1-6]|hr|ul|ol|blockquote|figure)$/.test(name);

/** Whether an element says more than its name does. */
const isMore = (node) => node.matches("[lang],[dir],[start],[reversed],[type],[value],[cite],[title]");

/** Whether there is anything to see. */
const says = (node) => !isBlank(node.textContent) || /^(img|hr)$/.test(node.localName) || node.querySelector?.("img,hr");

/** The highest heading becomes the first level under the headline, the others keep their distance from it. */
function fitHeadings(nodes) {
  const of = (node) => [...(/^h\d$/.test(node.localName) ? [node] : []), ...node.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const level = (node) => Number(node.localName[1]);
  const all = nodes.flatMap(of);
  const highest = all.reduce((least, heading) => Math.min(least, level(heading)), 6);
  const places = new Map(nodes.map((node, index) => [node, index]));
  for (const heading of all) {
    const made = h(`h${Math.min(level(heading) - highest + 3, 6)}`, null, ...heading.childNodes);
    if (places.has(heading)) nodes[places.get(heading)] = made;
    else heading.replaceWith(made);
  }
}
