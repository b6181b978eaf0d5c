// Parses markup into a document that runs nothing and fetches nothing.

let policy;

/** The `<body>` that this markup makes. What may be shown of it is decided elsewhere: by the allowlist. */
export function parse(markup) {
  policy ??= makePolicy();
  const document = new DOMParser().parseFromString(policy.createHTML(markup), "text/html");
  // `<img name="body">` takes over a member of the document, `<input name="nextSibling">` one of its form: who walks there
  // afterwards could be led astray, or round and round.
  const body = Reflect.get(Document.prototype, "body", document);
  for (const named of body.querySelectorAll("button,fieldset,img,input,object,output,select,textarea")) {
    named.removeAttribute("name");
    named.removeAttribute("id");
  }
  return body;
}

// `DOMParser` is a sink of Trusted Types, although nothing in the document it makes can run.
function makePolicy() {
  const asIs = { createHTML: (markup) => markup };
  try {
    return globalThis.trustedTypes?.createPolicy("tinbai", asIs) ?? asIs;
  } catch {
    // The page forbids the policy, or another version of us has made it.
    return asIs;
  }
}
