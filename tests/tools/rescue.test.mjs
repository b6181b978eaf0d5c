// Draft, outbox and postman where Wasm can't run: the rules of `src/feedback/`, of which tests/feedback/ is the Rust half.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { writing } from "../../src/embed/loader/rescue/draft.js";
import { outbox } from "../../src/embed/loader/rescue/outbox.js";

const DESK = "https://bao.example/phan-hoi";
const PLACE = `tinbai:draft:${DESK}:cau`;
const seconds = () => Math.floor(Date.now() / 1000);

/** `localStorage`: names are its own members. A full one takes nothing. */
function storage() {
  const own = {};
  const hidden = (value) => ({ value, writable: true });
  return Object.defineProperties(own, {
    isFull: hidden(false),
    getItem: hidden((name) => own[name] ?? null),
    setItem: hidden((name, value) => {
      if (own.isFull) throw new Error("QuotaExceededError");
      own[name] = value;
    }),
    removeItem: hidden((name) => delete own[name]),
  });
}

/** Names of locks that somebody has. */
const held = new Set();
const locks = {
  async request(name, _, hold) {
    if (held.has(name)) return hold(null);
    held.add(name);
    return Promise.resolve(hold({})).finally(() => held.delete(name));
  },
};

const page = new EventTarget();
const given = {
  window: page,
  document: new EventTarget(),
  localStorage: storage(),
  navigator: { locks },
  TINBAI_PROOF: "",
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
};
for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** As the element is. */
class Host extends EventTarget {
  shadowRoot = { querySelector: () => null };
}

/** Another copy of the file, as after a crash of Wasm. */
let copies = 0;
const device = async () => (await import(`../../src/embed/loader/device.js?${copies++}`)).device(new Host());

/** A tab's way to a disk that others share. */
function tab(disk) {
  let count = 0;
  const own = String(Math.random());
  return {
    get: (name) => disk.get(name),
    set: (name, value) => !!disk.set(name, value),
    remove: (name) => disk.delete(name),
    kept: () => true,
    names: (beginning) => [...disk.keys()].filter((name) => name.startsWith(beginning)),
    key: () => `${own}-${count++}`,
    run() {},
  };
}

const box = (store, desk = DESK, settled = () => {}) => outbox(store, desk, () => {}, settled);
const message = (more = {}) => ({ key: "k", item: "cau", title: "Cầu mới", body: '{"message":"Bài hay."}', made: seconds(), tries: 0, next: seconds(), status: 0, state: "waiting", answer: null, ...more });

test("without Wasm a message that is sent does not wipe what another tab has written since", () => {
  const disk = new Map();
  const [store, there] = [tab(disk), tab(disk)];
  const posted = box(store);
  const draft = writing(store, PLACE, posted);
  draft.type("message", "Bản cũ");
  writing(there, PLACE, box(there)).type("message", "Bản mới");
  draft.clear(posted.put(message()));
  const again = writing(there, PLACE, box(there));
  assert.deepEqual(again.draft.before.map(({ message }) => message), ["Bản mới"], "and not what has been sent");
});

test("without Wasm a restored draft keeps the time at which it was written", () => {
  const disk = new Map([[PLACE, JSON.stringify({ message: "Bài hay.", at: 60 })]]);
  const store = tab(disk);
  const draft = writing(store, PLACE, box(store));
  draft.type("message", "Bài hay!");
  assert.equal(draft.restored, 60);
  draft.swap();
  assert.equal(draft.restored, undefined);
});

test("without Wasm what was erased stands beside what was written since", () => {
  const store = tab(new Map());
  const draft = writing(store, PLACE, box(store));
  draft.type("message", "Một");
  const erased = store.get(PLACE);
  draft.forget();
  store.remove(PLACE);
  draft.type("message", "B");
  draft.setAllAside(JSON.parse(erased));
  draft.save();
  const { text, before } = writing(store, PLACE, box(store)).draft;
  assert.deepEqual([text.message, before[0].message], ["B", "Một"]);
});

test("without Wasm another desk's messages are not taken for one's own", () => {
  const store = tab(new Map());
  const long = box(store, `${DESK}:gui`);
  long.put(message());
  assert.deepEqual([box(store).list(), box(store).due(true)], [[], []]);
  assert.deepEqual(long.due(true), ["k"]);
});

test("without Wasm a message is tried again though the clock was set back", () => {
  const store = tab(new Map());
  const posted = box(store);
  posted.put(message({ status: 503, next: seconds() + 86_400 }));
  assert.deepEqual(posted.due(false), [], "the desk may ask for a day");
  posted.put(message({ status: 503, next: seconds() + 2 * 86_400 }));
  assert.deepEqual(posted.due(false), ["k"]);
});

test("without Wasm the reader is told that the newsroom has what was erased meanwhile, and nothing of its text is kept", () => {
  const store = tab(new Map());
  const posted = box(store);
  for (const [status, states] of [[500, []], [201, ["received"]]]) {
    posted.put(message());
    posted.begin("k");
    posted.remove("k");
    posted.settle(status, undefined, '{"receipt":"PH-7"}', true);
    assert.deepEqual(posted.list().map(({ state }) => state), states);
  }
  assert.equal(posted.list()[0].body, "");
});

test("what the store does not take is said to end with the page, and outlives a crash of Wasm", async () => {
  localStorage.isFull = true;
  const [store, later] = [await device(), await device()];
  const draft = writing(store, PLACE, box(store));
  draft.type("message", "Bài hay.");
  box(store).put(message());
  assert.equal(draft.isKept, false);
  const again = writing(later, PLACE, box(later));
  assert.deepEqual([again.draft.text.message, again.isKept], ["Bài hay.", false]);
  assert.deepEqual([box(later).list().length, box(later).isKept("k")], [1, false]);
  localStorage.isFull = false;
  again.type("message", "Bài hay!");
  box(later).put(message());
  assert.deepEqual([again.isKept, box(store).isKept("k"), store.kept(PLACE)], [true, true, true]);
  for (const name of store.names("tinbai:")) store.remove(name);
});

/** What becomes of these messages to a desk at this address, by the device's own postman. */
async function sent(desk, ...messages) {
  const store = await device();
  let posted;
  const all = [];
  const over = new Promise((resolve) => {
    posted = box(store, desk, (message) => all.push(message) === messages.length && resolve());
  });
  for (const message of messages) posted.put(message);
  store.start(desk, posted);
  const patience = setTimeout(() => assert.fail("the postman has stopped"), 5000);
  await over;
  clearTimeout(patience);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([...held], [], "each lock is given back");
  store.end();
  for (const name of store.names("tinbai:")) store.remove(name);
  return all;
}

test("a redirect is followed by nobody, and is no receipt", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const asked = [];
    const server = createServer(({ method, url }, answer) => {
      asked.push(`${method} ${url}`);
      if (url === "/phan-hoi") answer.writeHead(status, { Location: "/cam-on" });
      answer.end("<!doctype html><title>Cảm ơn</title>");
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const [{ state, status: heard, body }] = await sent(`http://127.0.0.1:${server.address().port}/phan-hoi`, message());
    server.closeAllConnections();
    server.close();
    assert.deepEqual([state, heard, body], ["waiting", 0, message().body], String(status));
    assert.deepEqual(asked, ["POST /phan-hoi"]);
  }
});

test("neither an odd rejection nor an odd message stops the postman", async (context) => {
  const { fetch } = globalThis;
  context.after(() => (globalThis.fetch = fetch));
  globalThis.fetch = () => Promise.reject(undefined);
  const all = await sent(DESK, message(), message({ key: "l", body: "{" }), message({ key: "m" }));
  assert.deepEqual(all.map(({ key, state, status, tries }) => [key, state, status, tries]).sort(), [
    ["k", "waiting", 0, 1],
    ["l", "waiting", 0, 1],
    ["m", "waiting", 0, 1],
  ]);
});
