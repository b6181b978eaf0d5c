// What the page's Trusted Types let through of ours.

let policy;

/** Marks what this build itself has made for a sink: markup for an inert parser, addresses of its own modules. */
export function trusted() {
  policy ??= makePolicy();
  return policy;
}

function makePolicy() {
  const asIs = { createHTML: (markup) => markup, createScriptURL: (url) => url };
  try {
    return globalThis.trustedTypes?.createPolicy("tinbai", asIs) ?? asIs;
  } catch {
    // The page forbids the policy, or another version of us has made it.
    return asIs;
  }
}
