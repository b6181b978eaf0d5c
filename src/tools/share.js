// "Chia sẻ": the device's own way, or plain links that ask nobody for anything before they are followed.

import { h } from "../embed/loader/plain/dom.js";
import { panel, tool } from "./panel.js";

const ARROW = "M12 15V3m0 0L8 7m4-4 4 4M5 11v9h14v-9";
const CHAIN = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1";
const PRINTER = "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z";

const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Where a link to an article can be handed on: name, and the address that takes it. */
const PLACES = {
  // Zalo has no documented address: this is the one that its own button leads to.
  Zalo: (url) => `https://button-share.zalo.me/share_external?layout=1&color=blue&customize=false&d=${encodeURIComponent(inBase64(JSON.stringify({ url })))}&shareType=0`,
  Facebook: (url) => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`,
  X: (url, title) => `https://x.com/intent/post?url=${encodeURIComponent(url)}&text=${encodeURIComponent(title)}`,
  mail: (url, title) => `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\n${url}`)}`,
};

/** `url` and `title` are the article's; `print` prints it. */
export function share(words, { url, title }, print) {
  const said = h("p", { class: "said", role: "status" });
  const send = navigator.share && tool(words.send, ARROW, () => navigator.share({ title, url }).catch(ignoreDismissal));
  const copy = tool(words.copy, CHAIN, async () => {
    said.replaceChildren();
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = words.copied;
    } catch {
      // An insecure page, an in-app browser, a frame without permission.
      const field = h("input", { readonly: "", value: url, "aria-label": words.copy });
      said.replaceChildren(words.byHand, field);
      field.focus();
      field.select();
    }
  });
  const paper = tool(words.print, PRINTER, async () => {
    said.textContent = words.preparing;
    said.textContent = await print().then(() => "", () => words.failed);
  });
  const links = Object.entries(PLACES).map(([name, address]) =>
    h(
      "li",
      null,
      h(
        "a",
        { href: address(url, title), rel: "external noopener noreferrer", target: name !== "mail" && "_blank" },
        words[name] ?? name,
        name !== "mail" && h("span", { class: "hidden" }, ` ${words.opens}`),
      ),
    ),
  );
  return panel(words.share, ARROW, [send, copy, h("ul", null, links), paper, said]);
}

/** A reader who closes the device's list has shared nothing, and that is all. */
function ignoreDismissal() {}
