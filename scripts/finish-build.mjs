// The last step of `trunk build` and `trunk serve`: bundles the loader under its stable name with the names of what it
// loads, hashes the style sheet, compresses, prints the sizes and checks them against budget.json.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const files = await readdir(dist);
const one = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`one file like ${pattern} expected in the build, found: ${found}`);
  return found[0];
};

const style = await writeStyle();
await writeLoader({
  TINBAI_GLUE: one(/^tinbai(-[0-9a-f]+)?\.js$/),
  TINBAI_WASM: one(/^tinbai(-[0-9a-f]+)?_bg\.wasm$/),
  TINBAI_STYLE: style,
});
// In development the page reads the sample from its own origin, as it would a newspaper's feed.
if (!release) {
  await cp("sample/feed.json", join(dist, "feed.json"));
  await cp("sample/anh", join(dist, "anh"), { recursive: true });
}
if (release) await weigh();

async function writeStyle() {
  const { outputFiles } = await build({
    entryPoints: ["styles/widget.css"],
    bundle: true,
    minify: release,
    write: false,
    target: ["chrome96", "firefox100", "safari15"],
  });
  const { contents } = outputFiles[0];
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  const name = `widget-${hash}.css`;
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
    target: ["es2020"],
    define: Object.fromEntries(Object.entries(names).map(([key, name]) => [key, JSON.stringify(name)])),
  });
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
    total += small.length;
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
