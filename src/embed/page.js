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

/** The feed that the address names, if this page lists it; else the page's own. */
function chosenFeed() {
  const own = new URL("feed.json", document.baseURI).href;
  const wanted = query.get("feed");
  if (!wanted) return own;
  const address = resolve(wanted);
  if (address && (address === own || isListed(address))) return address;
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
 * Listed in the page's meta element: an address that ends in `/` allows what is below it, any other only itself. That it is
 * of this page's own origin is not enough: readers' uploads may lie there too. Redirects are for the page's
 * Content-Security-Policy to stop: it sees where they lead, a script doesn't.
 * @param {string} address
 */
function isListed(address) {
  const addresses = document.querySelector('meta[name="tinbai-feeds"]').content.split(/\s+/).filter(Boolean).map(resolve);
  if (addresses.includes(address)) return true;
  // A server may take `%2f` for a slash, some also `%252f`, some `..;` for `..`, and leave the folder.
  if (/;|%(?:25)*(?:2[ef]|3b|5c)/i.test(new URL(address).pathname)) return false;
  return addresses.some((folder) => folder?.endsWith("/") && address.startsWith(folder));
}
