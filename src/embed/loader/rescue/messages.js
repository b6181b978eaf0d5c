// How it stands with each message on the device, and what can be done about it.

import { h } from "../plain/dom.js";
import { now, parse } from "./outbox.js";

/** `formless` is where an ordinary form may be sent to, or false. */
export function list(messages, posted, store, words, story, formless, { button, takeBack, drop }) {
  return messages.map((message) => {
    const { key, item, state, answer, title, body } = message;
    const [says, more] = told(message);
    const kind = { received: "good", refused: "bad" }[state] ?? "wait";
    const element = h("div", { class: `outcome ${kind}`, role: "status" }, item !== story.id && h("p", { class: "about" }, title),
      h("p", null, h("strong", null, says)), more && h("p", null, more));
    if (state === "received" || posted.isSending(key)) return element;
    const acts = [
      state === "waiting" && button("now", () => posted.hurry(key)),
      item === story.id && button("edit", () => !posted.isSending(key) && takeBack(message)),
      button("drop", () => drop(key)),
    ];
    element.append(h("p", { class: "acts" }, acts.filter(Boolean).flatMap((act) => [act, " "])));
    // A network or a policy that lets no script send may let a form.
    if (formless && state === "waiting" && message.tries && !message.status) element.append(ordinary(key, parse(body) ?? {}));
    return element;

    function told({ tries, next, status }) {
      if (state === "received") return [words.sent, answer && words.receipt.replace("{}", answer)];
      if (state === "refused") return [status ? words.refused : words.given_up];
      if (posted.isSending(key) || !tries || next <= now()) return [words.sending];
      const why = { 0: words.waiting, 428: words.challenged }[status] ?? words.busy;
      return [why.replace("{}", store.clock(next)), posted.isKept(key) ? words.may_close : words.wait_here];
    }
  });

  /** The same message under the same key, by the browser's own hand: its answer is a page, in a tab of its own. */
  function ordinary(key, body) {
    const hidden = { ...body, key };
    for (const name of ["version", "elapsed", "website"]) delete hidden[name];
    return h("form", { method: "post", action: formless, target: "_blank", "accept-charset": "utf-8" },
      Object.entries(hidden).map(([name, value]) => h("input", { type: "hidden", name, value: value ?? "" })),
      h("button", { type: "submit", class: "button plain" }, words.tab));
  }
}
