// Parses markup into a document that runs nothing and fetches nothing.

import { trusted } from "./trusted.js";

/** Tags that are read of one text: some thousand rows of a table. */
const MOST_TAGS = 100_000;
/** Elements that stay open in all paragraphs after them, where an author has left them open; here with attributes. */
const FORMATTING = /<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^<>]*>?/gi;
/** Elements that these may become in all paragraphs together. */
const MOST_AGAIN = 1e6;

/**
 * Markup of which a parser makes no more than a page can bear. Of those that stay open a parser keeps three alike of each kind
 * (the "Noah's Ark clause" of the HTML standard, 13.2.4.3); but with other attributes each is another one, and some kilobytes
 * become millions of elements. Then they lose their attributes, but for being hidden.
 */
function bounded(markup) {
  const tags = markup.split("<", MOST_TAGS);
  const again = tags.length * (markup.match(FORMATTING)?.length ?? 0);
  markup = tags.join("<");
  return again > MOST_AGAIN ? markup.replace(FORMATTING, bare) : markup;
}

const bare = (tag, name) => (/\bhidden\b|display\s*:\s*none/i.test(tag) ? `<${name} hidden>` : `<${name}>`);

/** The `<body>` that this markup makes. What may be shown of it is decided elsewhere: by the allowlist. */
export function parse(markup) {
  // `DOMParser` is a sink of Trusted Types, although nothing in the document it makes can run.
  const document = new DOMParser().parseFromString(trusted().createHTML(bounded(markup)), "text/html");
  // `<img name="body">` takes over a member of the document, `<input name="nextSibling">` one of its form: who walks there
  // afterwards could be led astray, or round and round.
  const body = Reflect.get(Document.prototype, "body", document);
  for (const named of body.querySelectorAll("button,fieldset,img,input,object,output,select,textarea")) {
    named.removeAttribute("name");
    named.removeAttribute("id");
  }
  return body;
}
