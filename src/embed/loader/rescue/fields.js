// The form's fields, each with its label, hint and error; the markup is `view/feedback/fields.rs`'s.

import { h } from "../plain/dom.js";

const said = (value) => (typeof value === "string" ? value.trim() : "");

/** `email` is whether an address is required, and `undefined` where none is asked for. */
export function fieldset({ email, words, desk, policy }) {
  const inputs = {};
  const field = (name, tag, hint, attributes) => {
    const id = `field-${name}`;
    inputs[name] = h(tag, { id, name, "aria-describedby": hint ? `hint-${name}` : undefined, ...attributes });
    return h("div", { class: "field", part: "field" }, h("label", { for: id }, words[name]),
      hint && h("span", { class: "hint", id: `hint-${name}` }, hint), inputs[name]);
  };
  const trap = h("input", { id: "field-website", name: "website", tabindex: "-1", autocomplete: "off", "data-1p-ignore": "",
    "data-bwignore": "", "data-lpignore": "true" });
  inputs.consent = h("input", { type: "checkbox", id: "field-consent", name: "consent" });
  const [before, between, after] = words.consent.split("{}");
  const elements = [
    field("name", "input", "", { type: "text", required: "", autocomplete: "name" }),
    email !== undefined &&
      field("email", "input", email ? words.email_use : words.email_hint,
        { type: "email", required: email ? "" : undefined, autocomplete: "email" }),
    field("message", "textarea", "", { required: "", rows: 5, autocomplete: "off" }),
    // No person, no screen reader and no password manager comes to it.
    h("div", { hidden: "", "aria-hidden": "true" }, h("label", { for: "field-website" }, words.trap), trap),
    h("div", { class: "field consent", part: "field" }, inputs.consent,
      h("label", { for: "field-consent" }, before, said(desk.controller) || words.controller_unnamed, between,
        said(desk.purpose) || words.purpose_unnamed, after),
      policy && h("a", { class: "policy", href: policy.href, target: "_blank", rel: "noopener" }, words.policy)),
  ];

  /** Puts each error at its field, and takes away what was there. */
  function tell(errors) {
    for (const [name, input] of Object.entries(inputs)) {
      const own = input.parentNode;
      own.querySelector(".error")?.remove();
      const [, what] = errors.find(([wrong]) => wrong === name) ?? [];
      own.classList.toggle("wrong", !!what);
      const ids = [own.querySelector(".hint")?.id, what && `error-${name}`].filter(Boolean).join(" ");
      for (const [key, value] of [["aria-describedby", ids], ["aria-invalid", what && "true"]]) {
        if (value) input.setAttribute(key, value);
        else input.removeAttribute(key);
      }
      if (what) input.before(h("span", { class: "error", part: "error", id: `error-${name}` }, what));
    }
  }

  return { elements, inputs, trap, tell };
}
