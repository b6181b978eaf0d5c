// Parses markup into a document that runs nothing and fetches nothing.

import { trusted } from "./trusted.js";

/** The `<body>` that this markup makes. What may be shown of it is decided elsewhere: by the allowlist. */
export function parse(markup) {
  // `DOMParser` is a sink of Trusted Types, although nothing in the document it makes can run.
  const document = new DOMParser().parseFromString(trusted().createHTML(markup), "text/html");
  // `<img name="body">` takes over a member of the document, `<input name="nextSibling">` one of its form: who walks there
  // afterwards could be led astray, or round and round.
  const body = Reflect.get(Document.prototype, "body", document);
  for (const named of body.querySelectorAll("button,fieldset,img,input,object,output,select,textarea")) {
    named.removeAttribute("name");
    named.removeAttribute("id");
  }
  return body;
}
