// Words in a language of the host's own: what labels.js makes of a file or an object, and that the published tables say what our
// scripts say. What Wasm says is compared with the tables in src/labels/mod.rs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS as COPIES } from "../../src/embed/loader/copies.js";
import { dirOf, isRtl } from "../../src/embed/loader/plain/direction.js";
import { WORDS as PLAIN, digits } from "../../src/embed/loader/plain/words.js";
import { WORDS as FORM, LISTS } from "../../src/embed/loader/rescue/words.js";
import { WORDS as TOOLS } from "../../src/tools/words.js";

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const published = (lang) => JSON.parse(text(`docs/labels/${lang}.json`));
const arabic = JSON.parse(text("tests/fixtures/labels/ar.json"));

// As the build writes them.
globalThis.TINBAI_LABEL_PLACES = Object.fromEntries(
  Object.entries(published("en").labels).map(([key, label]) => [key, typeof label === "string" ? label.split("{}").length - 1 : -1]),
);
const { read } = await import("../../src/embed/loader/labels.js");

const book = async (given) => {
  const { next, fault } = await read(given);
  assert.equal(fault, "");
  return next;
};

for (const lang of ["vi", "en"]) {
  test(`the published ${lang} table has each word of our scripts, as they say it`, async () => {
    const table = await book(published(lang));
    const ours = { lang, own: lang, dir: "ltr", ...PLAIN[lang] };
    const { book: same, ...words } = table.over(ours);
    assert.equal(same, table);
    assert.deepEqual(words, ours);
    assert.deepEqual(table.rescue, LISTS[lang]);
    for (const [key, word] of Object.entries(FORM[lang])) assert.equal(table.form[key], word, key);
    assert.deepEqual(table.part("copy."), COPIES[lang]);
    const { minutes, ...tools } = TOOLS[lang];
    assert.deepEqual(table.part("tools."), tools);
    assert.equal(table.say("tools.minutes", 3), minutes.replace("{}", "3"));
    for (const unit of [0, 1, 2]) {
      for (const count of [1, 2]) {
        const said = `${count} ${ours.ago.split(",")[unit].replace("s ", count === 1 ? " " : "s ")}`;
        assert.equal(table.say(unit, count), said);
      }
    }
  });
}

test("a word without a table over it is missing in no table that the build goes by", () => {
  const keys = Object.keys(published("en").labels);
  assert.deepEqual(Object.keys(published("vi").labels), keys);
  assert.deepEqual(Object.keys(arabic.labels).sort(), [...keys].sort(), "the tests' own table");
  const described = text("docs/labels.md");
  for (const key of keys) assert.ok(described.includes(`\`${key}\``), `docs/labels.md says nothing of ${key}`);
});

test("both tables leave the same places open", () => {
  const places = (label) => (typeof label === "string" ? label : label.other).split("{}").length;
  const { labels } = published("en");
  for (const [key, label] of Object.entries(published("vi").labels)) assert.equal(places(label), places(labels[key]), key);
});

test("what is counted goes with its number by the language's own rules", async () => {
  const { say } = await book(arabic);
  const said = [1, 2, 3, 11, 100].map((count) => say("minutes_ago", count));
  assert.deepEqual(said, ["قبل دقيقة واحدة", "قبل دقيقتين", "قبل ٣ دقائق", "قبل ١١ دقيقة", "قبل ١٠٠ دقيقة"]);
  const czech = await book({ lang: "cs", labels: { added: { one: "Přidána {} zpráva.", few: "Přidány {} zprávy.", other: "Přidáno {} zpráv." } } });
  assert.deepEqual(
    [1, 3, 5].map((count) => czech.say("added", count)),
    ["Přidána 1 zpráva.", "Přidány 3 zprávy.", "Přidáno 5 zpráv."],
  );
  const one = await book({ lang: "ja", labels: { added: "{}件追加しました。" } });
  assert.equal(one.say("added", 3), "3件追加しました。");
  assert.equal(one.say("found", 3), undefined, "what it has no words for is ours to say");
});

test("numbers and dates are written as the language writes them, but for Vietnamese and English dates", async () => {
  const persian = await book({ lang: "fa-u-ca-gregory", labels: { position: "{} از {}" } });
  assert.equal(persian.say("number", 12), "۱۲");
  assert.equal(digits(12, { book: persian }), "۱۲");
  assert.equal(persian.over({ position: "Tin 1 trên {}" }).position, "۱ از {}");
  const french = await book({ lang: "fr", labels: {} });
  const at = +new Date(2026, 10, 20, 6, 30);
  assert.equal(french.say("date", at), "20 novembre 2026");
  assert.match(french.say("full", at), /^vendredi 20 novembre 2026.*06:30$/);
  assert.match(french.say("day", at), /^vendredi 20 novembre 2026$/);
  assert.equal(french.say("clock", at), "06:30");
  for (const lang of ["vi-VN", "en-AU"]) assert.equal((await book({ lang, labels: {} })).say("full", at), undefined);
});

test("the direction is the language's, or what the labels say", async () => {
  const dir = async (given) => (await book({ labels: {}, ...given })).texts[1];
  assert.equal(await dir({ lang: "he" }), "rtl");
  assert.equal(await dir({ lang: "pt-BR" }), "ltr");
  assert.equal(await dir({ lang: "ks", dir: "rtl" }), "rtl");
  for (const tag of ["ar", "AR-EG", "he", "fa-IR", "ku-Arab", "az-arab-IR", "ckb"]) assert.ok(isRtl(tag), tag);
  for (const tag of ["vi", "en", "ku", "ar-Latn", "uz-Cyrl", "arn", ""]) assert.ok(!isRtl(tag), tag);
  assert.deepEqual(
    [["vi", "ltr"], ["ar", "ltr"], ["vi", "rtl"], [undefined, "ltr"]].map(([language, dir]) => dirOf(language, { dir })),
    [false, "rtl", "ltr", "auto"],
  );
});

test("what is no labels says so, and what is no label is left out", async () => {
  for (const given of [
    null,
    7,
    [],
    {},
    { lang: "vi" },
    { lang: "", labels: {} },
    { lang: 7, labels: {} },
    { lang: "vi", labels: [] },
    { lang: "vi", dir: "up", labels: {} },
    new Response("{"),
    new Response("x".repeat(70_000)),
  ]) {
    const { next, code, fault } = await read(given);
    assert.deepEqual([next, code], [undefined, "labels-invalid"], String(given));
    assert.ok(fault);
  }
  for (const answer of [new TypeError("no network"), new Response("", { status: 404 })]) {
    assert.equal((await read(answer)).code, "labels-unavailable");
  }
  const { next, code, fault } = await read({
    lang: "pt",
    labels: { related: 7, position: "{}", updated: "Atualizado: {} {", next: " ", previous: "x".repeat(1_001), added: { one: "{}" }, retry: "De novo", new_one: "?" },
  });
  assert.equal(code, "labels-invalid");
  assert.equal(fault, "left out: updated, related, previous, next, position, added");
  assert.equal(next.over({}).retry, "De novo");
});

test("only an object's own members are labels", async () => {
  const { next } = await read(new Response('{"lang":"pt","labels":{"__proto__":{"related":"x"},"constructor":"x"}}'));
  assert.equal(next.over({}).related, undefined);
  assert.equal(next.say("constructor", 1), undefined);
  assert.equal(next.say("toString", 1), undefined);
});

test("the same words are the same book, for each one is kept", async () => {
  const given = () => ({ lang: "pt", labels: { related: "Outras notícias" } });
  assert.equal(await book(given()), await book(given()));
  assert.equal(await book(new Response(JSON.stringify(given()))), await book(given()));
});
