// What documents and manifests say of the supply chain, held against the tree: every dependency has its reason beside it, the
// lock files name one content for each package, and each test that SECURITY.md or docs/accessibility.md counts on exists.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(path, "utf8");
const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\0")
  .filter(Boolean);
const problems = [];
const counts = {};

reasons();
crates();
packages();
threats();
criteria();

for (const problem of problems) console.error(problem);
if (problems.length) process.exit(1);
console.log(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", "));

/** A comment stands directly above each dependency, or above a section that is one. */
function reasons() {
  counts["dependencies with their reasons"] = 0;
  for (const path of tracked.filter((path) => /(^|\/)Cargo\.toml$/.test(path))) {
    let section = "";
    let explained = false;
    for (const line of read(path).split("\n")) {
      const header = /^\[(.+)\]$/.exec(line)?.[1];
      const single = header && /(^|\.)(dev-|build-)?dependencies\.[\w-]+$/.test(header);
      const named = single ? header : /(^|\.)(dev-|build-)?dependencies$/.test(section) && /^[\w-]+ *=/.test(line) && line;
      if (named) {
        counts["dependencies with their reasons"]++;
        if (!explained) problems.push(`${path}: no reason stands above ${named}`);
      }
      section = header ?? section;
      explained = line.startsWith("#");
    }
  }
}

/** From one registry, each with its checksum; our own members have neither. */
function crates() {
  const locked = read("Cargo.lock").split("[[package]]").slice(1);
  const members = locked.filter((entry) => !/^source = /m.test(entry)).length;
  // The fuzz targets are a workspace of their own.
  const manifests = tracked.filter((path) => /(^|\/)Cargo\.toml$/.test(path) && !path.startsWith("fuzz/")).length;
  if (members !== manifests) problems.push(`Cargo.lock: ${members} packages without a source, ${manifests} manifests`);
  for (const entry of locked) {
    const name = /^name = "(.+)"$/m.exec(entry)[1];
    const source = /^source = "(.+)"$/m.exec(entry)?.[1];
    if (source && !source.startsWith("registry+")) problems.push(`Cargo.lock: ${name} comes from ${source}`);
    if (source && !/^checksum = "[0-9a-f]{64}"$/m.test(entry)) problems.push(`Cargo.lock: ${name} has no checksum`);
  }
  counts["crates locked by checksum"] = locked.length - members;
}

/** npm refuses what differs from the lock file's digest; so there must be one, and a strong one. Install scripts don't run. */
function packages() {
  counts["npm packages locked by digest"] = 0;
  for (const path of tracked.filter((path) => /(^|\/)package\.json$/.test(path))) packagesOf(path);
  const setup = read("scripts/setup");
  if (/npm ci (?!.*--ignore-scripts)/.test(setup)) problems.push("scripts/setup: install scripts of npm packages would run");
  const security = read("SECURITY.md");
  for (const [, name] of setup.matchAll(/^install_crate ([\w-]+)/gm)) {
    if (!security.includes(`\`${name}\``)) problems.push(`SECURITY.md: no reason for the tool ${name}`);
  }
}

function packagesOf(manifest) {
  const lock = manifest.replace(/\.json$/, "-lock.json");
  const { packages } = JSON.parse(read(lock));
  const wanted = JSON.parse(read(manifest));
  for (const [path, { integrity, link, resolved }] of Object.entries(packages)) {
    if (path === "") continue;
    counts["npm packages locked by digest"]++;
    if (link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? "")) problems.push(`${lock}: ${path} has no digest`);
    if (resolved && !resolved.startsWith("https://")) problems.push(`${lock}: ${path} comes from ${resolved}`);
  }
  const security = read("SECURITY.md");
  for (const kind of ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"]) {
    for (const [name, version] of Object.entries(wanted[kind] ?? {})) {
      if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${manifest}: ${name} is not pinned: ${version}`);
      if (!security.includes(`\`${name}\``)) problems.push(`SECURITY.md: no reason for npm's ${name}`);
    }
  }
}

/** The last cell of each row of the threat table names tests, `file::test`, a script or a file of Node's tests; each must be there. */
function threats() {
  const table = /^## Threat model$[^]*?\n((?:\|.*\n)+)/m.exec(read("SECURITY.md"))?.[1] ?? "";
  const rows = table.split("\n").slice(2, -1);
  counts["threats with their tests"] = rows.length;
  if (!rows.length) problems.push("SECURITY.md: no table of threats");
  for (const row of rows) {
    const tests = [...row.split("|").at(-2).matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    if (!tests.length) problems.push(`SECURITY.md: no test stands against: ${row.slice(0, 80)}`);
    for (const test of tests) if (!exists(test)) problems.push(`SECURITY.md: there is no test ${test}`);
  }
}

/** docs/accessibility.md names tests in its last column; short paths are those of the end-to-end tests. */
function criteria() {
  const rows = read("docs/accessibility.md").split("\n").filter((row) => row.startsWith("|")).slice(2);
  counts["criteria of accessibility"] = rows.length;
  for (const row of rows) {
    for (const [, test] of row.split("|").at(-2).matchAll(/`([^`]+)`/g)) {
      const path = /^[\w-]+(\/[\w-]+)?\.rs::/.test(test) && !test.startsWith("tests/") ? `tests/e2e/tests/${test}` : test;
      if (path.includes("::") ? !exists(path) : !tracked.includes(path)) problems.push(`docs/accessibility.md: there is no test ${test}`);
    }
  }
}

function exists(test) {
  const [path, name] = test.split("::");
  if (!tracked.includes(path)) return false;
  if (name === undefined) return path.startsWith("scripts/") || path.endsWith(".test.mjs");
  const source = read(path);
  const marked = String.raw`^ *#\[(?:tokio::test(?:\([^)]*\))?|test|wasm_bindgen_test|apply\(.*\))\]\s*(?:async )?fn ${name}\(`;
  const listed = String.raw`^on_each_database! \{[\s\w]*\b${name}\b[\s\w]*\}`;
  return new RegExp(marked, "m").test(source) || (new RegExp(listed, "m").test(source) && source.includes(`async fn ${name}(`));
}
