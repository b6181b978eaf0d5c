// Parses markup into a document that runs nothing and fetches nothing.

let policy;

/** The document that this markup is the body of. What may be shown of it is decided elsewhere: by the allowlist. */
export function parse(markup) {
  policy ??= makePolicy();
  return new DOMParser().parseFromString(policy.createHTML(markup), "text/html");
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
