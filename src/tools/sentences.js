// The text of an article as sentences, each with its place in the page.

/** What is read: the smallest of these that stand in one another. Pictures and tables are for the eyes. */
const BLOCKS = ".headline, .lead, .body :is(p, li, h3, h4, h5, h6, blockquote, dt, dd)";
const SILENT = "figure, table, pre, .embed, .hidden, [aria-hidden=true], rt, rp, audio, video";

/** A full stop after these ends no sentence. */
const SHORT = /(^|[\s("“])(TP|TX|Tx|TT|Tr|ThS|TS|PGS|GS|BS|KS|LS|KTS|NSND|NSƯT|Q|P|H|St|Mr|Mrs|Dr|No|\p{Lu})$/u;
const END = /([.!?…]{1,9})["”’»)\]]*\s+(?=(?:["“‘«([–-]+\s*)?[\p{Lu}\d])/gu;

/** Where the sentences of a text begin and end: `[start, end]` in UTF-16 units, without the white space between. */
export function split(text) {
  const found = [];
  let start = 0;
  const add = (end) => {
    const sentence = text.slice(start, end);
    const begin = start + sentence.length - sentence.trimStart().length;
    if (sentence.trim()) found.push([begin, begin + sentence.trim().length]);
    start = end;
  };
  for (const match of text.matchAll(END)) {
    const isShort = match[1] === "." && SHORT.test(text.slice(Math.max(0, match.index - 12), match.index));
    if (!isShort) add(match.index + match[0].length);
  }
  add(text.length);
  return found;
}

/** The sentences of an article: their text and their ranges. */
export function sentences(article) {
  return [...article.querySelectorAll(BLOCKS)]
    .filter((block) => !block.closest(SILENT) && !block.querySelector(BLOCKS.replace(".headline, .lead, .body ", "")))
    .flatMap(inBlock);
}

function inBlock(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(SILENT)) continue;
    nodes.push([text.length, node]);
    text += node.data;
  }
  // The last node that begins at or before a place.
  const at = (place) => nodes.filter(([start]) => start <= place).pop();
  return split(text).map(([start, end]) => {
    const range = document.createRange();
    const [[first, from], [last, to]] = [at(start), at(end - 1)];
    range.setStart(from, start - first);
    range.setEnd(to, end - last);
    return { text: text.slice(start, end), range };
  });
}
