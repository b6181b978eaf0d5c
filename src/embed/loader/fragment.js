// The open item in the page's fragment, as `view/fragment.rs` reads and writes it: `#tinbai=<id>`.

const encode = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2F/g, "/")
    .replace(/%3A/g, ":");

/** The item that a fragment names for a widget. */
export function namedIn(hash, name) {
  const start = `${encode(name)}=`;
  const part = hash.replace(/^#/, "").split("&").find((part) => part.startsWith(start));
  try {
    return (part && decodeURIComponent(part.slice(start.length))) || undefined;
  } catch {
    // Nonsense names nothing.
  }
}

/** Where the links to items lead: into the page, or to the newspaper; `stays` says which. */
export const addressOf = (name, leaves) => (story) =>
  leaves && story.url
    ? { href: story.url.href, stays: false }
    : { href: `${location.href.split("#")[0]}#${encode(name)}=${encode(story.id)}`, stays: true };
