// "Phản hồi" where Wasm can't run: the same form, draft and outbox as with it, on the same entries of the device.

import { device } from "../device.js";
import { send, tellError } from "../host.js";
import { h } from "../plain/dom.js";
import { address } from "../plain/item.js";
import { FIELDS, writing } from "./draft.js";
import { fieldset } from "./fields.js";
import { list } from "./messages.js";
import { now, outbox, parse } from "./outbox.js";
import { WORDS } from "./words.js";

const MOST = { name: 120, message: 5000, title: 300 };

/** The section, for messages about this article to this desk, and what ends it. */
export function form(host, load, story, desk, endpoint, ours, base) {
  const words = { ...WORDS[ours.own], ...ours.book?.form };
  const store = device(host, load, () => ours);
  const posted = outbox(store, endpoint.href, told, settled);
  const place = `tinbai:draft:${endpoint.href}:${story.id}`;
  const draft = writing(store, place, posted);
  let erased = [];
  /** Receipts that were shown: nothing of them is kept on the device. */
  let seen = [];
  /** When the last message was posted, in the page's time. */
  let last = -Infinity;

  const required = desk.email === "required";
  const rule = { email: desk.email === "none" ? undefined : required, words, desk, policy: address(desk, "policyUrl", base) };
  const fields = fieldset(rule);
  const line = h("div");
  const summary = h("div");
  const messages = h("div", { class: "messages", tabindex: "-1" });
  const gone = h("div");
  const kept = h("p", { class: "quiet" });
  // Outside of a dialog this sends nothing anywhere: see `view/feedback/fields.rs`.
  const element = h("form", { method: "dialog", novalidate: "", "aria-labelledby": "feedback" },
    h("p", { class: "quiet" }, words.why), line, summary, fields.elements,
    h("p", { class: "send" }, h("button", { type: "submit", class: "button", part: "submit" }, words.submit)));
  element.addEventListener("focusin", () => draft.touch());
  element.addEventListener("input", () => {
    const before = said();
    read();
    // What is told again is read out again, at each key.
    if (said() !== before) lines();
  });
  // The press itself too: a sandbox without forms swallows what comes of it (`view/feedback/said.rs`).
  element.addEventListener("click", (event) => event.target.closest("[type=submit]") && submit(event));
  element.addEventListener("submit", submit);
  const section = h("section", { class: "feedback", part: "feedback", "aria-labelledby": "feedback" },
    h("h3", { id: "feedback" }, words.title), gone, messages, element, kept);
  show();
  store.start(endpoint.href, posted);
  told();
  return { section, end: () => store.end() };

  /** What stands in the fields, whoever put it there: not all that fills forms in tells so. */
  function read() {
    for (const name of FIELDS) if (fields.inputs[name]) draft.type(name, fields.inputs[name].value);
  }

  /** What stands in the fields is what the draft holds. */
  function show(errors = [], says = words.errors, others = []) {
    for (const name of FIELDS) if (fields.inputs[name]) fields.inputs[name].value = draft.draft.text[name];
    fields.tell(errors);
    summary.replaceChildren(...(errors.length || others.length || says !== words.errors ? [outcome(errors, says, others)] : []));
    lines();
  }

  function outcome(errors, says, others) {
    const jump = ([name, what]) => {
      const button = h("button", { type: "button", class: "jump" }, what);
      button.onclick = () => fields.inputs[name].focus();
      return h("li", null, button);
    };
    return h("div", { class: "outcome bad", part: "error", tabindex: "-1", role: "alert" },
      h("p", null, h("strong", null, says)),
      h("ul", null, errors.map(jump), others.map((other) => h("li", null, other))));
  }

  function button(act, press) {
    const element = h("button", { type: "button", class: "button plain", "data-act": act }, words[act]);
    element.onclick = () => (read(), press());
    return element;
  }

  /** What `lines` depends on while somebody types. */
  function said() {
    return `${draft.isKept} ${draft.draft.before.length}`;
  }

  /** How it stands with what was typed, and what can be done about it. */
  function lines() {
    const { before } = draft.draft;
    const swap = () => (draft.swap(), show(), fields.inputs.name.focus());
    const says = before.length ? words.beside : draft.restored !== undefined && words.restored.replace("{}", store.clock(draft.restored));
    line.replaceChildren(...(says ? [h("p", { class: "draft", role: "status" }, says, " ", button(before.length ? "swap" : "anew", swap))] : []));
    kept.replaceChildren(draft.isKept ? words.draft_kept : words.draft_lost, " ", button("erase", erase));
    const undo = h("p", { class: "erased", role: "status" }, words.erased, " ", button("undo", unerase));
    gone.replaceChildren(...(erased.length ? [undo] : []));
  }

  function submit(event) {
    event.preventDefault();
    read();
    // The second press of an impatient hand is about what has gone already.
    if (draft.isEmpty() && event.timeStamp - last < 1000) return;
    const { text, since } = draft.draft;
    const errors = wrong(text);
    show(errors);
    if (errors.length) return summary.firstChild.focus();
    last = event.timeStamp;
    // Typed while it was asked for.
    if (rule.email === undefined) draft.type("email", "");
    const key = (text.key ??= store.key());
    const written = (name) => text[name].trim().replace(/\r\n?/g, "\n").normalize("NFC") || undefined;
    const body = { version: 1, item: story.id, url: story.url?.href ?? null, name: written("name"), email: written("email"),
      message: written("message"), consent: true, elapsed: since ? now() - since : 0, website: fields.trap.value || undefined };
    const message = { key, item: story.id, title: story.title.slice(0, MOST.title), body: JSON.stringify(body), made: now(), tries: 0, next: now(),
      status: 0, state: "waiting", answer: null };
    seen = [];
    // The draft goes only after the message has come.
    draft.clear(posted.put(message));
    fields.inputs.consent.checked = false;
    show();
    told();
    store.run();
    messages.focus();
  }

  function wrong({ name, email, message }) {
    const isEmail = !fields.inputs.email?.validity.typeMismatch && (email.trim() || !required);
    return [
      !name.trim() && ["name", words.name_missing],
      store.count(name.trim()) > MOST.name && ["name", words.name_long],
      rule.email !== undefined && !isEmail && ["email", required ? words.email_needed : words.email_wrong],
      !message.trim() && ["message", words.message_missing],
      store.count(message.trim()) > MOST.message && ["message", words.message_long],
      !fields.inputs.consent.checked && ["consent", words.consent_missing],
    ].filter(Boolean);
  }

  /** Something is to be shown otherwise. */
  function told() {
    // Another article is open, or the widget has gone: what waits is the next one's.
    if (section.parentNode && !section.isConnected) return store.end();
    read();
    for (const message of posted.list()) {
      if (message.state === "refused" && message.item === story.id && draft.isEmpty()) takeBack(message);
    }
    // A page that nobody sees has shown nothing.
    for (const message of document.hidden ? [] : posted.list()) {
      if (message.state !== "received") continue;
      posted.remove(message.key);
      seen.push(message);
    }
    // The button that was pressed may be gone by now: the focus stays where it was.
    const isHere = messages.contains(section.getRootNode().activeElement);
    messages.replaceChildren(...list([...posted.list(), ...seen], posted, store, words, story, desk.form === true && endpoint.href, { button, takeBack, drop }));
    if (isHere) messages.focus();
  }

  function settled(message) {
    const { key, item, state, answer, status } = message;
    if (state === "received") {
      draft.forgetSent(key);
      send(host, "feedback", { id: item, receipt: answer });
    } else if (state === "refused" || message.tries === 1) {
      const isRefused = state === "refused";
      const code = isRefused ? "feedback-refused" : "feedback-unreachable";
      tellError(host, code, `HTTP ${status}`, { id: item, state: isRefused ? "returned" : "queued" });
    }
    told();
  }

  /** Into the reader's hands: under its key, unless the desk has that one with another text. */
  function takeBack(message) {
    const { key, body, state, status, answer } = message;
    draft.take({ ...parse(body), key: status === 409 ? undefined : key });
    posted.remove(key);
    // What a full store does not take has room where the message was; else one that was refused stays there (`outbox.rs`).
    if (!draft.isKept) {
      draft.save();
      if (!draft.isKept && state === "refused") posted.put(message);
    }
    if (state !== "refused") {
      show();
      told();
      return fields.inputs.message.focus();
    }
    const problem = parse(answer);
    const given = Array.isArray(problem?.errors) ? problem.errors.filter((error) => typeof error?.detail === "string") : [];
    const errors = given.map(({ pointer, detail }) => [String(pointer).replace(/^[#/]+/, ""), detail]);
    const isField = ([name]) => Object.hasOwn(fields.inputs, name);
    const others = [...errors.filter((error) => !isField(error)).map(([, detail]) => detail), problem?.detail ?? problem?.title];
    show(errors.filter(isField), status ? words.refused : words.given_up, others.filter((other) => typeof other === "string"));
    if (section.contains(section.getRootNode().activeElement)) summary.firstChild.focus();
  }

  function take(name) {
    const value = store.get(name);
    store.remove(name);
    return [name, value];
  }

  function drop(key) {
    erased = [take(`tinbai:outbox:${endpoint.href}:${key}`)];
    draft.forgetSent(key);
    leave();
  }

  function erase() {
    erased = ["tinbai:draft:", "tinbai:outbox:"].flatMap((beginning) => store.names(beginning).map(take));
    draft.forget();
    show();
    leave();
  }

  function leave() {
    lines();
    told();
    gone.querySelector("button")?.focus();
  }

  function unerase() {
    const isNewer = store.get(place) !== undefined;
    for (const [name, value] of erased) if (store.get(name) === undefined) store.set(name, value);
    const { text, before, since, at } = writing(store, place, posted).draft;
    if (draft.isEmpty()) Object.assign(draft.draft, { text, before, since, at });
    // Beside what has been written since.
    if (isNewer) for (const [name, value] of erased) if (name === place) draft.setAllAside(parse(value));
    erased = [];
    draft.save();
    show();
    told();
    store.run();
    fields.inputs.name.focus();
  }
}
