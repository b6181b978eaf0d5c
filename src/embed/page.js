// The standalone page: an ordinary host of the widget. Says which feed, and lets the page follow the article.

const element = document.querySelector("tin-bai");
const query = new URLSearchParams(location.search);

element.addEventListener("tinbai:load", ({ detail }) => {
  document.title = [detail.title, detail.newspaper].filter(Boolean).join(" – ");
  document.documentElement.lang = detail.language ?? "vi";
  document.querySelector('meta[name="description"]').content = detail.summary ?? detail.title;
  if (detail.newspaper) document.querySelector("#newspaper").textContent = detail.newspaper;
});
if (query.has("item")) element.setAttribute("item", query.get("item"));
if (query.has("lang")) element.setAttribute("lang", query.get("lang"));
element.setAttribute("feed", chosenFeed());

/** The feed that the address names, if this page may show it; else the page's own. */
function chosenFeed() {
  const own = new URL("feed.json", document.baseURI).href;
  const wanted = query.get("feed");
  if (!wanted) return own;
  const address = resolve(wanted);
  if (address && isAllowed(address)) return address;
  console.warn(`Tin Bài: this page may not show the feed ${wanted}`);
  return own;
}

/** @param {string} text */
function resolve(text) {
  try {
    return new URL(text, document.baseURI).href;
  } catch {
    return null;
  }
}

/**
 * On this page's own origin, or listed in its meta element: an address that ends in `/` allows what is below it, any other
 * only itself. Redirects are for the page's Content-Security-Policy to stop: it sees where they lead, a script doesn't.
 * @param {string} address
 */
function isAllowed(address) {
  const url = new URL(address);
  if (url.origin === location.origin) return true;
  const listed = document.querySelector('meta[name="tinbai-feeds"]').content.split(/\s+/).filter(Boolean);
  // A server may take `%2f` for a slash, and with `..` leave the folder.
  if (/%2f|%5c/i.test(url.pathname)) return false;
  return listed
    .map(resolve)
    .some((allowed) => allowed && (allowed === url.href || (allowed.endsWith("/") && url.href.startsWith(allowed))));
}
