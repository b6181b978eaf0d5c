// Where Wasm can't run: what else works without it, below the plain reading. The latest news, the links, and a form that the
// browser itself sends, if the newsroom's endpoint takes forms (docs/feed.md).

import { dirOf } from "./plain/direction.js";
import { h } from "./plain/dom.js";
import { published, web } from "./plain/item.js";
import { byDate } from "./plain/related.js";
import { whenBrief } from "./plain/when.js";

export const WORDS = {
  vi: {
    latest: "Mới nhất",
    links: "Liên kết website",
    title: "Phản hồi",
    name: "Họ và tên",
    email: "Thư điện tử",
    hint: "Không bắt buộc, chỉ dùng để trả lời bạn.",
    use: "Chỉ dùng để trả lời bạn.",
    message: "Nội dung",
    consent: "Tôi đồng ý để {} sử dụng thông tin trên nhằm {}.",
    controller: "tòa soạn",
    purpose: "tiếp nhận và trả lời ý kiến này",
    policy: "Thông báo xử lý dữ liệu cá nhân (mở thẻ mới)",
    kept: "Nội dung bạn đang viết được lưu trên máy này.",
    lost: "Trình duyệt không cho lưu bản nháp: xin đừng đóng trang trước khi gửi.",
    submit: "Gửi phản hồi (mở thẻ mới)",
  },
  en: {
    latest: "Latest",
    links: "Websites",
    title: "Feedback",
    name: "Full name",
    email: "Email",
    hint: "Optional, only used to answer you.",
    use: "Only used to answer you.",
    message: "Message",
    consent: "I agree that {} may use the information above to {}.",
    controller: "the newsroom",
    purpose: "receive and answer this message",
    policy: "Privacy notice (opens a new tab)",
    kept: "What you write is kept on this device.",
    lost: "This browser keeps no drafts: please do not close the page before sending.",
    submit: "Send feedback (opens a new tab)",
  },
};

/** The most items of "Mới nhất". */
const MOST_LATEST = 10;

/**
 * Adds to the page what the host's `sections` ask for. `scene` is what the article was painted with, `wants` says whether the host wants a section.
 */
export function rescue({ page, story, item }, { root, items }, scene, wants) {
  const words = { ...scene.words, ...WORDS[scene.words.own], ...scene.words.book?.rescue };
  const desk = root._tinbai?.feedback;
  const endpoint = desk?.form === true && web(desk.url, scene.base);
  // Called again for what is there already, the lists are of a newer feed, and the form is in use.
  page.querySelector(".lists")?.remove();
  if (endpoint && wants("feedback") && !page.querySelector(".feedback")) page.append(form(story, desk, endpoint, words, scene.base));
  const lists = h(
    "div",
    { class: "lists" },
    wants("latest") && latest(items.filter((other) => other !== item), scene, words),
    wants("links") && links(root._tinbai?.links, scene.base, words),
  );
  if (lists.firstChild) page.append(lists);
}

function latest(items, { reader, address }, words) {
  const rows = byDate(items)
    .slice(0, MOST_LATEST)
    .map((item) => [item, reader.read(item)])
    .filter(([, story]) => story.id && story.title)
    .map(([item, story]) => {
      const { href, stays } = address(story);
      const at = published(item);
      return h(
        "li",
        null,
        h("a", { href, "data-item": stays && story.id, lang: story.language, dir: dirOf(story.language, words) }, story.title),
        " ",
        at && whenBrief(at, words),
      );
    });
  return (
    rows.length &&
    h(
      "section",
      { class: "latest", part: "latest", "aria-labelledby": "latest" },
      h("h3", { id: "latest" }, words.latest),
      h("ol", null, rows),
    )
  );
}

function links(given, base, words) {
  const groups = new Map();
  for (const link of Array.isArray(given) ? given : []) {
    const url = typeof link?.url === "string" && link.url.trim() && web(link.url, base);
    if (!url) continue;
    const name = text(link.group);
    const title = text(link.title) || url.host;
    const entry = h("li", null, h("a", { href: url.href, rel: "external noopener" }, title));
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return (
    groups.size &&
    h(
      "nav",
      { class: "links", part: "links", "aria-labelledby": "links" },
      h("h3", { id: "links" }, words.links),
      h(
        "div",
        { class: "groups" },
        [...groups].map(([name, entries]) => h("div", null, name && h("h4", null, name), h("ul", null, entries))),
      ),
    )
  );
}

const text = (value) => (typeof value === "string" ? value.trim() : "");

function form(story, desk, endpoint, words, base) {
  const place = `tinbai:draft:${endpoint.href}:${story.id}`;
  const draft = { name: "", email: "", message: "", ...load(place) };
  const kept = h("p", { class: "quiet" }, words.kept);
  const keep = () => {
    if (!save(place, draft)) kept.textContent = words.lost;
  };
  const field = (name, hint, attributes) => {
    const input = h(name === "message" ? "textarea" : "input", {
      id: `field-${name}`,
      name,
      "aria-describedby": hint && `hint-${name}`,
      ...attributes,
    });
    input.value = text(draft[name]) && draft[name];
    input.oninput = () => {
      draft[name] = input.value;
      // Another text is another message.
      draft.key = newKey();
      draft.at = Math.floor(Date.now() / 1000);
      keep();
    };
    return h(
      "div",
      { class: "field", part: "field" },
      h("label", { for: `field-${name}` }, words[name]),
      hint && h("span", { class: "hint", id: `hint-${name}` }, hint),
      input,
    );
  };
  const [before, between, after] = words.consent.split("{}");
  const policy = web(desk.policyUrl, base);
  const required = desk.email === "required" ? "" : undefined;
  const key = h("input", { type: "hidden", name: "key" });
  const element = h(
    "form",
    // The answer is a page of the newspaper's: in a tab of its own, so that what was typed stays here.
    { method: "post", action: endpoint.href, target: "_blank", "accept-charset": "utf-8", "aria-labelledby": "feedback" },
    h("input", { type: "hidden", name: "item", value: story.id }),
    story.url && h("input", { type: "hidden", name: "url", value: story.url.href }),
    key,
    field("name", "", { type: "text", required: "", maxlength: 120, autocomplete: "name" }),
    desk.email !== "none" &&
      field("email", required ? words.use : words.hint, { type: "email", required, autocomplete: "email" }),
    field("message", "", { required: "", rows: 5, maxlength: 5000, autocomplete: "off" }),
    h(
      "div",
      { class: "field consent", part: "field" },
      h("input", { type: "checkbox", id: "field-consent", name: "consent", value: "true", required: "" }),
      h(
        "label",
        { for: "field-consent" },
        before,
        text(desk.controller) || words.controller,
        between,
        text(desk.purpose) || words.purpose,
        after,
      ),
      policy && h("a", { class: "policy", href: policy.href, target: "_blank", rel: "noopener" }, words.policy),
    ),
    kept,
    h("p", { class: "send" }, h("button", { type: "submit", class: "button", part: "submit" }, words.submit)),
  );
  element.onsubmit = () => {
    // The same text under the same key: pressed twice, stored once.
    key.value = draft.key ??= newKey();
    keep();
  };
  return h(
    "section",
    { class: "feedback", part: "feedback", "aria-labelledby": "feedback" },
    h("h3", { id: "feedback" }, words.title),
    element,
  );
}

const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function load(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    // No draft, or no place to keep one.
  }
}

function save(place, draft) {
  try {
    localStorage.setItem(place, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
