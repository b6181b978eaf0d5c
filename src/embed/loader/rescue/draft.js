// What a reader types, kept with each letter where Wasm can't run: the entry and the rules of `src/feedback/draft.rs`.

import { now, parse } from "./outbox.js";

export const FIELDS = ["name", "email", "message"];
const MOST_BEFORE = 24;

const textOf = (kept) => {
  const text = Object.fromEntries(FIELDS.map((name) => [name, typeof kept?.[name] === "string" ? kept[name] : ""]));
  return { ...text, key: typeof kept?.key === "string" ? kept.key : undefined };
};
const isEmpty = (text) => FIELDS.every((name) => !text[name]);
const isSame = (one, other) => FIELDS.every((name) => one[name] === other[name]);

/** The draft about one item, in one tab. `store` is the device. */
export function writing(store, place, posted) {
  const kept = parse(store.get(place));
  // What another tab writes is not what we last saw here.
  let known = store.get(place);
  const draft = { text: textOf(kept), before: textsOf(kept), since: kept?.since || 0, at: kept?.at || 0 };
  const message = draft.text.key && posted.get(draft.text.key);
  const isKept = store.kept(place);
  // It was put back here, and the tab ended before it was taken from there. Or what stands here ends with the page.
  if (message?.state === "refused") {
    if (isKept) posted.remove(message.key);
  } else if (message) draft.text = textOf();
  /** The message that the store's text is on its way as, which is why it is not on show here. */
  let onItsWay = message?.state !== "refused" && message?.key;

  const self = {
    draft,
    isKept,
    /** When what stood here from an earlier visit was written, for as long as it stands here. */
    restored: isEmpty(draft.text) ? undefined : draft.at,
    touch: () => (draft.since ||= now()),
    isEmpty: () => isEmpty(draft.text),
    type(name, value) {
      if (draft.text[name] === value) return;
      draft.text[name] = value;
      // Another text is another message.
      draft.text.key = store.key();
      self.save();
    },
    /** Keeps it; what another tab wrote meanwhile is kept beside it. */
    save() {
      gather();
      self.touch();
      draft.at = now();
      write();
    },
    setAside(text) {
      if (isEmpty(text) || [draft.text, ...draft.before].some((other) => isSame(other, text))) return;
      draft.before = [text, ...draft.before].slice(0, MOST_BEFORE);
    },
    /** Keeps all that another draft holds. */
    setAllAside(kept) {
      for (const text of [...textsOf(kept).reverse(), textOf(kept)]) self.setAside(text);
    },
    /** Starts anew, or undoes that. */
    swap() {
      const [next = textOf(), ...others] = draft.before;
      draft.before = isEmpty(draft.text) ? others : [...others, draft.text];
      put(next);
    },
    /** Takes a message back; what stood here is kept beside it. */
    take(text) {
      const own = draft.text;
      draft.text = textOf(text);
      draft.text.key ??= store.key();
      self.setAside(own);
      put(draft.text);
    },
    /** It is in the outbox; where that does not outlive the page, the draft has to. */
    clear(forget) {
      if (forget) gather();
      draft.text = textOf();
      draft.since = 0;
      self.restored = undefined;
      if (forget) write();
    },
    /** It was sent from where it lay. */
    forgetSent(key) {
      const kept = parse(store.get(place));
      if (kept?.key === key && key !== draft.text.key) {
        if (textsOf(kept).length) store.set(place, JSON.stringify({ ...kept, ...textOf() }));
        else store.remove(place);
        known = store.get(place);
      }
    },
    /** It was erased. */
    forget() {
      Object.assign(draft, { text: textOf(), before: [], since: 0 });
      self.restored = undefined;
      known = undefined;
    },
  };
  return self;

  function put(text) {
    draft.text = text;
    self.restored = undefined;
    self.save();
  }

  /** What another tab wrote is kept beside what stands here. */
  function gather() {
    // A message that is not there any more was taken back: as another tab's text, letter for letter as it stood here.
    const isTakenBack = onItsWay && !posted.get(onItsWay);
    onItsWay = undefined;
    if (isTakenBack || store.get(place) !== known) self.setAllAside(parse(store.get(place)));
  }

  function write() {
    const { text, ...rest } = draft;
    if (isEmpty(text) && !draft.before.length) {
      store.remove(place);
      self.isKept = true;
    } else {
      self.isKept = store.set(place, JSON.stringify({ ...text, ...rest }));
    }
    known = store.get(place);
  }
}

function textsOf(kept) {
  return Array.isArray(kept?.before) ? kept.before.map(textOf).filter((text) => !isEmpty(text)) : [];
}
