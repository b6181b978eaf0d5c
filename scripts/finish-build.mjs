// The last step of `trunk build` and `trunk serve`: bundles the loader under its stable name with the names of what it
// loads, shrinks the Wasm, hashes the style sheet, compresses, prints the sizes and checks them against budget.json.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { shrink } from "./shrink.mjs";

/** The oldest browsers that the build is made for; all have private members of classes and container queries' fallbacks. */
const BROWSERS = ["chrome96", "firefox100", "safari15"];

const dist = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const files = await readdir(dist);
const one = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`one file like ${pattern} expected in the build, found: ${found}`);
  return found[0];
};

const style = await writeStyle();
const glue = one(/^tinbai(-[0-9a-f]+)?\.js$/);
const wasm = await writeWasm(one(/^tinbai(-[0-9a-f]+)?_bg\.wasm$/), glue);
const tools = await writePart(
  "tools/tools",
  {
    TINBAI_ALOUD: await writePart("tools/aloud"),
    TINBAI_PHOTOS: await writePart("tools/photos"),
    TINBAI_PRINT: await writePart("tools/print", { TINBAI_STYLE: style }, { TINBAI_PAPER_STYLE: await styleOf("paper") }),
  },
  { TINBAI_TOOLS_STYLE: await styleOf("tools") },
);
const proof = { TINBAI_PROOF: await writePart("embed/loader/proof") };
await writeLoader({
  TINBAI_RUNTIME: await writeRuntime(glue, proof),
  TINBAI_RESCUE: await writePart("embed/loader/rescue", proof),
  TINBAI_COPIES: await writePart("embed/loader/copies"),
  TINBAI_LABELS: await writePart("embed/loader/labels", {}, { TINBAI_LABEL_PLACES: await labelPlaces() }),
  TINBAI_TOOLS: tools,
  TINBAI_WASM: wasm,
  TINBAI_STYLE: style,
});
if (release) await writePinned();
// In development the page reads the sample from its own origin, as it would a newspaper's feed.
if (!release) {
  await cp("sample/feed.json", join(dist, "feed.json"));
  await cp("sample/anh", join(dist, "anh"), { recursive: true });
  // Live reload is an inline script.
  const page = join(dist, "index.html");
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace("script-src-elem 'self'", "script-src-elem 'self' 'unsafe-inline'"));
}
if (release) await weigh();

async function writeStyle() {
  return writeHashed("widget", "css", await styleOf("widget"));
}

async function styleOf(name) {
  const { outputFiles } = await build({
    entryPoints: [`styles/${name}.css`],
    bundle: true,
    minify: release,
    write: false,
    target: BROWSERS,
  });
  return outputFiles[0].text;
}

/** The Wasm under its own hash; the glue, which goes with it, stays where it is. */
async function writeWasm(name, glue) {
  if (!release) return name;
  const [bytes, text] = await Promise.all([readFile(join(dist, name)), readFile(join(dist, glue), "utf8")]);
  const small = await shrink(bytes, text);
  await rm(join(dist, name));
  await writeFile(join(dist, glue), small.glue);
  return writeHashed("tinbai", "wasm", small.wasm, "_bg");
}

/**
 * What is brought later: `rescue` only where Wasm can't run, `labels` where the host brings its own words, `copies` once there is
 * something to keep, `proof` where a desk asks for one, `tools` once the article is there, and each of theirs when a reader asks for it.
 */
async function writePart(path, files = {}, texts = {}) {
  const { outputFiles } = await build({
    entryPoints: [`src/${path}.js`],
    define: await defined(files, texts),
    bundle: true,
    format: "esm",
    minify: release,
    write: false,
    target: BROWSERS,
  });
  return writeHashed(path.replace(/.*\//, ""), "js", outputFiles[0].contents);
}

/**
 * How many places each label leaves open, in the order of the published tables, which is Wasm's; below zero where its words go
 * with a number.
 */
async function labelPlaces() {
  const { labels } = JSON.parse(await readFile("docs/labels/en.json", "utf8"));
  const places = (label) => (typeof label === "string" ? label.split("{}").length - 1 : -1);
  return Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, places(label)]));
}

/** What stands for the build's files, each with its digest, and for texts. */
async function defined(files, texts = {}) {
  const values = { ...texts };
  for (const key in files) values[key] = [files[key], digest("sha256", await readFile(join(dist, files[key])))];
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
}

/**
 * The glue, with what the loader needs only once Wasm comes. A trap must not become an exception in the page, and
 * wasm-bindgen has no place to stand between its glue and the exports: we make one, and fail when the glue is no longer made
 * as it was.
 */
async function writeRuntime(name, files) {
  const glue = await readFile(join(dist, name), "utf8");
  const given = "wasm = instance.exports;";
  if (glue.split(given).length !== 2) throw new Error(`the glue has no single «${given}»`);
  const guarded = `${glue.replace(given, "wasm = guarded(instance.exports);")}
let guarded = (exports) => exports;
export const guard = (change) => (guarded = change);
`;
  await writeFile(join(dist, name), guarded);
  const { outputFiles } = await build({
    entryPoints: ["src/embed/loader/runtime.js"],
    alias: { glue: join(dist, name) },
    bundle: true,
    format: "esm",
    minify: release,
    write: false,
    target: BROWSERS,
    define: await defined(files),
  });
  await rm(join(dist, name));
  return writeHashed("tinbai", "js", outputFiles[0].contents);
}

async function writeHashed(stem, extension, contents, after = "") {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  const name = `${stem}-${hash}${after}.${extension}`;
  await writeFile(join(dist, name), contents);
  return name;
}

async function writeLoader(names) {
  await build({
    entryPoints: ["src/embed/loader/loader.js"],
    outfile: join(dist, "tinbai.js"),
    bundle: true,
    format: "iife",
    minify: release,
    target: BROWSERS,
    define: await defined(names),
  });
}

/** Beside its stable name the loader has one that says what is in it: a page that pins it names that one. */
async function writePinned() {
  const bytes = await readFile(join(dist, "tinbai.js"));
  const name = await writeHashed("loader", "js", bytes);
  await writeFile(
    join(dist, "pinned.txt"),
    `<script async src="${name}" integrity="${digest("sha384", bytes)}" crossorigin></script>\n`,
  );
}

/** As `integrity` names it. */
function digest(algorithm, bytes) {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;
}

/**
 * Compresses each text file twice, brotli for all browsers in use and gzip for servers and proxies that know no better.
 * Tells the bytes as they are and under brotli, which is what a reader pays.
 */
async function weigh() {
  const budget = JSON.parse(await readFile("budget.json", "utf8"));
  const kinds = {
    "loader (tinbai.js)": /^tinbai\.js$/,
    "glue (tinbai-*.js)": /^tinbai-[0-9a-f]+\.js$/,
    "wasm (tinbai-*_bg.wasm)": /_bg\.wasm$/,
    "labels (labels-*.js)": /^labels-[0-9a-f]+\.js$/,
    "copies (copies-*.js)": /^copies-[0-9a-f]+\.js$/,
    "proof (proof-*.js)": /^proof-[0-9a-f]+\.js$/,
    "rescue (rescue-*.js)": /^rescue-[0-9a-f]+\.js$/,
    "tools (tools-*.js)": /^tools-[0-9a-f]+\.js$/,
    "photos (photos-*.js)": /^photos-[0-9a-f]+\.js$/,
    "print (print-*.js)": /^print-[0-9a-f]+\.js$/,
    "aloud (aloud-*.js)": /^aloud-[0-9a-f]+\.js$/,
    "style (widget-*.css)": /^widget-[0-9a-f]+\.css$/,
  };
  const over = [];
  let total = 0;
  console.log("what a reader downloads           raw      brotli    budget");
  for (const name of await readdir(dist)) {
    if (!/\.(js|wasm|css|html|json|svg)$/.test(name)) continue;
    const raw = await readFile(join(dist, name));
    const small = brotliCompressSync(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    });
    await writeFile(join(dist, `${name}.br`), small);
    await writeFile(join(dist, `${name}.gz`), gzipSync(raw, { level: constants.Z_BEST_COMPRESSION }));
    const kind = Object.keys(kinds).find((kind) => kinds[kind].test(name));
    if (!kind) continue;
    // Not downloaded where all goes well, or before a reader asks for it.
    if (!/^(rescue|labels|proof|photos|print|aloud)/.test(kind)) total += small.length;
    report(kind, raw.length, small.length, budget[kind]);
  }
  report("all of it", "", total, budget["all of it"]);
  if (over.length) {
    console.error(`over budget (budget.json): ${over.join(", ")}`);
    process.exit(1);
  }

  function report(kind, raw, small, limit) {
    if (!(limit > 0)) throw new Error(`budget.json has no entry for ${kind}`);
    if (small > limit) over.push(kind);
    console.log(`${kind.padEnd(28)}${String(raw).padStart(9)}${String(small).padStart(12)}${String(limit).padStart(10)}`);
  }
}
