// No text of a feed, however it is written, is looked through from each of its places; and nobody works for a desk without an end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { outbox } from "../../src/embed/loader/rescue/outbox.js";

const at = (path) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url));

/** Each took from some seconds to some hours where a pattern went on and on; now all of them take less than one. */
const WORK = {
  "an item's text": `
    const { reader } = await import(${at("embed/loader/plain/item.js")});
    const { read } = reader({}, new URL("https://bao.example/feed.json"), () => null);
    for (const text of ["<img", "photo:", 'class="', "&", "<", "<a", " ", "Ảnh", "https://"]) {
      const long = text.repeat(1_000_000 / text.length);
      for (const member of ["title", "summary", "content_html", "content_text", "date_published", "url", "language", "image_description"]) {
        const story = read({ id: "1", title: "Tin", image: "/a.jpg", [member]: long });
        if (story.id !== "1") throw new Error(member + " of " + text + ": not read");
      }
    }`,
  "many members": `
    const { reader } = await import(${at("embed/loader/plain/item.js")});
    const { read } = reader({}, new URL("https://bao.example/feed.json"), () => null);
    const many = (make) => Array.from({ length: 100_000 }, (_, index) => make(index));
    const photo = { sources: many((index) => ({ url: "/a.webp", width: 1, type: "image/a" + index })) };
    const story = read({ id: "1", title: "Tin", image: "/a.jpg", tags: many(String), _tinbai: { photo, related: many(String) } });
    if (story.tags.length !== 100 || story.photo.sources.length !== 100) throw new Error("more than Wasm reads");`,
  "a long text that comes in pieces": `
    const { itemReader } = await import(${at("embed/loader/stream.js")});
    const text = JSON.stringify({ items: [{ id: "1", content_html: "a".repeat(16_000_000) }, { id: "2", title: "a".repeat(8_000_000) }] });
    const take = itemReader();
    let items;
    for (let end = 0; end < text.length + 8192; end += 8192) ({ items } = take(text.slice(0, end)));
    if (items[0]?.id !== "1") throw new Error("no item");`,
  "sentences": `
    const { split } = await import(${at("tools/sentences.js")});
    for (const text of [".", ". ", ".\\"", ".(", "a. "]) split(text.repeat(300_000));
    split("Hết." + " ".repeat(500_000) + "a");
    split("Hết. " + "(".repeat(500_000) + "a");`,
  "what is said": `
    const { spoken } = await import(${at("tools/spoken.js")});
    for (const text of ["1", ".000", "1-", "1,", "1/", "P.", "a-", " ", "giờ 1"]) spoken("1" + text.repeat(200_000) + "a");`,
};

for (const [what, script] of Object.entries(WORK)) {
  test(`${what} costs no more than its length`, async () => {
    const worker = new Worker(`(async () => {${script}})()`, { eval: true });
    const patience = setTimeout(() => worker.terminate(), 30_000);
    const ended = new Promise((resolve, reject) => worker.on("error", reject).on("exit", resolve));
    assert.equal(await ended.finally(() => clearTimeout(patience)), 0, "it did not end");
  });
}

test("a long text is complete with the piece that completes it", async () => {
  const { itemReader } = await import("../../src/embed/loader/stream.js");
  const text = JSON.stringify({ items: [{ id: "1", content_html: "a".repeat(50_000) }, { id: "2" }] });
  const take = itemReader();
  take(text.slice(0, 1000));
  take(text.slice(0, 40_000));
  assert.equal(take(text.slice(0, text.indexOf('"2"'))).items.length, 1);
});

/** What becomes of a message at this answer: `proof` where there is work to be done. */
function settled(proof) {
  const kept = new Map();
  const store = { get: (name) => kept.get(name), set: (name, value) => !!kept.set(name, value), names: () => [...kept.keys()], remove: (name) => kept.delete(name) };
  let state;
  const made = outbox(store, "https://bao.example/phan-hoi", () => {}, (message) => (state = message.state));
  made.put({ key: "k", made: Math.floor(Date.now() / 1000), tries: 0, state: "waiting", body: "{}" });
  made.begin("k");
  const work = made.settle(428, undefined, JSON.stringify({ proof }), true);
  return Array.isArray(work) ? "proof" : state;
}

test("without Wasm too a proof is a whole number of at most 24 bits, and its challenge a text", () => {
  const proof = (bits, challenge = "x") => settled({ algorithm: "sha-256", challenge, bits });
  for (const bits of [0, 16, 24]) assert.equal(proof(bits), "proof");
  for (const bits of [25, -1, -8, null, "", [], true, "16", 1.5, {}, undefined]) assert.equal(proof(bits), "refused", JSON.stringify(bits));
  for (const challenge of [null, 5, {}, ["x"]]) assert.equal(proof(16, challenge), "refused", JSON.stringify(challenge));
});
