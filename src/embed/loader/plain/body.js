// The body without Wasm: the same small allowlist as `article/allowlist.rs`, as far as nearly all articles need it. What it
// does not know loses its element and keeps its text, and the reading is marked as not exact: then Wasm makes it anew.

import { h } from "./dom.js";
import { collapse, isBlank, site, web } from "./item.js";
import { fill } from "./words.js";

const kinds = (text) => {
  const found = {};
  for (const line of text.split(";")) {
    const [kind, names] = line.split(":");
    for (const name of names.split(" ")) found[name] = kind;
  }
  return found;
};

/** What becomes of an element; of any that is not named here, its text. */
const KIND = Object.assign(
  Object.create(null),
  kinds(
    "flow:p div section article main header footer aside nav address center details summary form fieldset legend hgroup" +
      ";head:h1 h2 h3 h4 h5 h6;list:ul ol;block:blockquote figure pre table dl;rule:hr;part:li figcaption caption thead tbody tfoot tr td th dt dd" +
      ";inline:em strong i b u s small mark sub sup code kbd samp var cite q abbr ins del ruby rt rp;span:span;void:br wbr;link:a;image:img" +
      ";drop:script style template head title meta link base svg object embed applet param frame frameset noframes noembed canvas map area " +
      "input button select option optgroup datalist textarea output progress meter col colgroup source track portal fencedframe",
  ),
);

const DEEPEST = 64;

/** What a member holds itself: words, or words among blocks. */
const WORDS = /^(h\d|li|figcaption|caption|td|th|dt|dd|pre)$/;

/**
 * The nodes of a body, and whether they are what Wasm would make of it. `newspaper` is whose links stay unmarked.
 */
export function body(nodes, { base, newspaper, words }) {
  let exact = true;
  const odd = (value) => {
    exact = false;
    return value;
  };

  /** Blocks, with each run of loose text a paragraph. */
  function blocks(nodes, depth, within) {
    const out = [];
    let run = [];
    const flush = () => {
      for (const part of paragraphs(run)) out.push(part);
      run = [];
    };
    const walk = (nodes, depth) => {
      for (const node of nodes) {
        if (node.nodeType === 3) {
          if (node.data) run.push(node.data);
          continue;
        }
        const kind = kindOf(node, depth);
        if (kind === "flow") {
          flush();
          walk(node.childNodes, depth + 1);
          flush();
        } else if (/head|list|block|rule|part/.test(kind)) {
          flush();
          if (kind === "part" && !(within === "figure" && node.localName === "figcaption")) odd(walk(node.childNodes, depth + 1));
          else out.push(...block(node, kind, depth));
          flush();
        } else run.push(...inline(node, kind, depth));
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

  function block(node, kind, depth) {
    const name = node.localName;
    if (kind === "rule") return [h(name)];
    if (hasLanguage(node)) odd();
    let children;
    let attributes;
    if (kind === "list") {
      children = members(node, /^li$/, depth);
      if (name === "ol" && (node.hasAttribute("start") || node.hasAttribute("reversed"))) odd();
    } else if (name === "blockquote") children = blocks(node.childNodes, depth + 1);
    else if (name === "figure")
      children = blocks(node.childNodes, depth + 1, name).flatMap((child) =>
        child.localName === "p" && isBlank(child.textContent) ? [...child.childNodes].filter(says) : [child],
      );
    else if (name === "table") {
      attributes = { class: "scroll", tabindex: 0, role: "group", "aria-label": words.table };
      children = [h(name, null, odd(members(node, /^(caption|thead|tbody|tfoot|tr)$/, depth)))];
    } else if (name === "dl") children = odd(members(node, /^d[td]$/, depth));
    else children = line(node, depth);
    return [h(name === "table" ? "div" : name, attributes, children)].filter(says);
  }

  /** The members of a list or a table; nothing else stands among them. */
  function members(node, names, depth) {
    return [...node.childNodes].flatMap((child) => {
      if (child.nodeType !== 1) return child.nodeType === 3 && !isBlank(child.data) ? odd([]) : [];
      const kind = kindOf(child, depth);
      if (kind === "drop") return [];
      if (kind !== "part" || !names.test(child.localName)) return odd([]);
      if (hasLanguage(child)) odd();
      const name = child.localName;
      const inner = WORDS.test(name) ? line(child, depth + 1) : members(child, /^t[rdh]$/, depth + 1);
      return [h(name, null, inner)].filter((made) => /^t[dh]$/.test(name) || says(made));
    });
  }

  /** Words, and what stands in a line of words; lists in an item stay there. */
  function line(node, depth) {
    return [...node.childNodes].flatMap((child) => {
      if (child.nodeType === 3) return child.data;
      const kind = kindOf(child, depth + 1);
      if (kind === "list" && node.localName === "li") return block(child, kind, depth + 1);
      return inline(child, kind, depth + 1);
    });
  }

  function inline(node, kind, depth) {
    const name = node.localName;
    if (kind === "drop") return [];
    if (kind === "void") return [h(name)];
    if (kind === "image") return image(node);
    const inner = () =>
      [...node.childNodes].flatMap((child) =>
        child.nodeType === 3 ? child.data : inline(child, kindOf(child, depth + 1), depth + 1),
      );
    if (kind === "link") return link(node, inner());
    if (hasLanguage(node)) odd();
    if (kind === "inline") {
      const children = inner();
      return children.some(Boolean) ? [h(name, null, children)] : [];
    }
    if (kind !== "span") odd();
    return inner();
  }

  function link(node, children) {
    const href = (node.getAttribute("href") ?? "").trim();
    const other = /^(mailto|tel):(.*)$/is.exec(href);
    const url = href && href[0] !== "#" && !other && web(href, base);
    if (!url && !(other && /^[^\s\p{Cc}]+$/u.test(other[2]))) return children;
    const leaves = url && site(url) !== newspaper && !site(url).endsWith(`.${newspaper}`);
    const made = h("a", { href: url ? url.href : href, rel: leaves ? "external noopener" : "noopener" }, children);
    if (!says(made)) return [];
    if (leaves)
      made.append(h("span", { class: "leaves" }, h("span", { class: "hidden" }, " ", fill(words.leaves, site(url)))));
    return [made];
  }

  function image(node) {
    const pixels = (name) => Number(/^\s*(\d+)\s*(px)?\s*$/.exec(node.getAttribute(name) ?? "")?.[1] ?? NaN);
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

  function kindOf(node, depth) {
    if (node.nodeType !== 1 || depth > DEEPEST) return "drop";
    if (node.hasAttribute("hidden") || /display:none/i.test(node.getAttribute("style")?.replace(/\s/g, ""))) return "drop";
    const kind = KIND[node.localName];
    if (!kind && /^(iframe|audio|video)$/.test(node.localName)) return odd("drop");
    return kind ?? "other";
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

const hasLanguage = (node) => node.hasAttribute("lang") || node.hasAttribute("dir");

/** Whether there is anything to see. */
const says = (node) => !isBlank(node.textContent) || /^(img|hr)$/.test(node.localName) || node.querySelector("img,hr");

/** The highest heading becomes the first level under the headline, the others keep their distance from it. */
function fitHeadings(nodes) {
  const of = (node) => [...(/^h\d$/.test(node.localName) ? [node] : []), ...node.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const level = (node) => Number(node.localName[1]);
  const all = nodes.flatMap(of);
  const highest = Math.min(...all.map(level));
  for (const heading of all) {
    const made = h(`h${Math.min(level(heading) - highest + 3, 6)}`, null, ...heading.childNodes);
    const at = nodes.indexOf(heading);
    if (at < 0) heading.replaceWith(made);
    else nodes[at] = made;
  }
}
