// Makes the compiler's Wasm and wasm-bindgen's glue small, and says why each step is safe (docs/decisions/0007-weight.md).

import binaryen from "binaryen";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What the compiler may use, named one by one: nothing else gets in by an optimiser's choice. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "reference-types",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "multivalue",
].map((name) => `--enable-${name}`);

/**
 * For size under brotli, not for size: inlining and common subexpressions make a file smaller, and what is left of it
 * harder to compress; functions of like names are alike, and compress best side by side. No pass here assumes that a trap
 * never happens.
 */
const PASSES = [
  "--no-inline=*",
  "-Oz",
  "--skip-pass=local-cse",
  "--skip-pass=coalesce-locals",
  "--coalesce-locals-learning",
  "--dealign",
  "-g",
  "--reorder-functions-by-name",
  "--strip-debug",
  "--strip-producers",
  "--strip-target-features",
];

/** What wasm-opt calls the one module that is imported from. */
const MODULE = "a";

/**
 * Where Rust goes to panic: functions that never return, each named in full. (What only stands beside them in `std`,
 * such as the question whether a thread is panicking, is called in good times too.)
 */
const PANIC = new RegExp(
  String.raw`^(?:${[
    String.raw`core::panicking::[\w:]+`,
    String.raw`core::(?:option::(?:expect|unwrap)|result::unwrap)_failed`,
    String.raw`core::cell::panic_already_\w+`,
    String.raw`core::str::slice_error_fail(?:_rt)?`,
    String.raw`core::slice::(?:\w+::)*\w+_fail`,
    String.raw`alloc::raw_vec::(?:handle_error|capacity_overflow)`,
    String.raw`alloc::alloc::handle_alloc_error`,
    String.raw`<alloc::vec::Vec<.*>>::\w+::assert_failed`,
    String.raw`std::thread::local::panic_access_error`,
    String.raw`__rustc::rust_begin_unwind`,
  ].join("|")})$`,
);

/** Where Yew puts the function that would have written the panic into the console. */
const HOOK = "std::panicking::set_hook";

/**
 * What Yew can do and we never ask of it: markup as text, portals, suspense, listeners of its own (src/view/hearing.rs).
 * Nothing in our source makes one of these nodes; who begins to will hear of it from the first test of a release.
 */
const UNASKED = new RegExp(
  String.raw`^(?:${[
    String.raw`<?yew::dom_bundle::(?:braw|bportal|bsuspense)::.*`,
    String.raw`yew::dom_bundle::btag::listeners::ListenerRegistration::register`,
    String.raw`yew::dom_bundle::subtree_root::SubtreeData::add_listener(?:::{{closure}})?`,
    String.raw`yew::virtual_dom::listeners::ListenerKind::type_name`,
    String.raw`console_error_panic_hook::hook`,
  ].join("|")})$`,
);

/** A function's name without what the compiler adds to tell it from others: crates' hashes, its own, type arguments. */
const plain = (name) =>
  name
    .replace(/\[[0-9a-f]{16}\]/g, "")
    .replace(/::h[0-9a-f]{16}$/, "")
    .replace(/::<[^<>]*>$/, "");

/** What `{:?}` writes. Nothing that a reader or a host sees is written so. */
const DEBUG = / as core::fmt::Debug>::fmt$/;

const wasmOpt = async (args) => (await promisify(execFile)("wasm-opt", [...FEATURES, ...args])).stdout;

/** What becomes of Wasm with its names, and of the text of its glue: `{ wasm, glue }`. */
export async function shrink(bytes, glue) {
  const work = await mkdtemp(join(tmpdir(), "tinbai-"));
  const [from, to] = [join(work, "a.wasm"), join(work, "b.wasm")];
  try {
    await writeFile(from, withoutPanics(bytes));
    await wasmOpt([from, "-o", to, ...PASSES]);
    const renamed = JSON.parse(await wasmOpt([to, "-o", from, "--minify-imports-and-exports-and-modules"]));
    return { wasm: await readFile(from), glue: withNames(glue, renamed) };
  } finally {
    await rm(work, { recursive: true });
  }
}

/**
 * A panic traps at once. Its message would be put together first, for a console in which a reader does not look; a
 * development build still writes it there.
 */
function withoutPanics(bytes) {
  const wasm = binaryen.readBinary(bytes);
  let [panics, unasked] = [0, 0];
  for (let index = 0; index < wasm.getNumFunctions(); index++) {
    const reference = wasm.getFunctionByIndex(index);
    const { name: full, base, results } = binaryen.getFunctionInfo(reference);
    if (base) continue;
    const name = plain(full);
    if (PANIC.test(name)) {
      binaryen.Function.setBody(reference, wasm.unreachable());
      panics++;
    } else if (UNASKED.test(name)) {
      binaryen.Function.setBody(reference, wasm.unreachable());
      unasked++;
    } else if (name === HOOK) {
      binaryen.Function.setBody(reference, wasm.nop());
    } else if (DEBUG.test(name) && results === binaryen.i32) {
      // Writes nothing, and says that it worked.
      binaryen.Function.setBody(reference, wasm.i32.const(0));
    }
  }
  // Names are the compiler's own: another version of it may call them something else.
  if (panics < 10) throw new Error(`only ${panics} of Rust's panic functions found: is the name section there?`);
  if (unasked < 10) throw new Error(`only ${unasked} functions of Yew's found that we never ask for`);
  const segments = Array.from({ length: wasm.getNumDataSegments() }, (_, index) =>
    wasm.getDataSegmentInfo(wasm.getDataSegmentByIndex(index)),
  );
  // By which functions are sorted.
  binaryen.setDebugInfo(true);
  return withoutLocations(wasm.emitBinary(), segments);
}

/**
 * Blanks out where in its source each panic would have been: a path, a line and a column. They tell of the builder's machine,
 * and nothing reads them any more.
 */
function withoutLocations(bytes, segments) {
  const memory = Buffer.alloc(Math.max(...segments.map(({ offset, data }) => offset + data.byteLength)));
  for (const { offset, data } of segments) Buffer.from(data).copy(memory, offset);
  const paths = new Map();
  let locations = 0;
  for (let at = 0; at + 16 <= memory.length; at += 4) {
    // As `core::panic::Location` lies in memory.
    const [path, length, line, column] = [0, 4, 8, 12].map((word) => memory.readUInt32LE(at + word));
    if (length > 300 || line > 1e5 || column > 1000 || path + length > memory.length) continue;
    if (!paths.has(path)) {
      const isPath = length > 3 && /^[\w./@+-]+\.rs$/.test(memory.toString("latin1", path, path + length));
      paths.set(path, isPath ? length : 0);
    }
    if (paths.get(path) !== length || length === 0) continue;
    memory.fill(0, at, at + 16);
    locations++;
  }
  if (locations < 10) throw new Error(`only ${locations} places of panics found: do they look otherwise now?`);
  for (const [path, length] of paths) memory.fill(0, path, path + length);
  const blank = Buffer.from(bytes);
  for (const { offset, data } of segments) {
    memory.copy(blank, blank.indexOf(Buffer.from(data)), offset, offset + data.byteLength);
  }
  return blank;
}

/** The glue with the short names of imports and exports. */
function withNames(glue, { imports, exports }) {
  let renamed = glue;
  const rename = (pattern, by, name) => {
    const before = renamed;
    renamed = renamed.replace(pattern, () => by);
    if (renamed === before) throw new Error(`the glue doesn't know ${name}`);
  };
  const module = imports[0][0];
  if (imports.some(([other]) => other !== module)) throw new Error("imports from more than the glue");
  rename(`"${module}": `, `"${MODULE}": `, module);
  for (const [, name, short] of imports) {
    rename(new RegExp(`^( +)${name}: `, "m"), `${JSON.stringify(short)}: `, name);
  }
  // Yew asks each element's parent for its namespace, twice, and gets a string each time. We make none but HTML's.
  rename(/arg1\.namespaceURI/, "undefined", "the parent's namespace");
  // What has kept its long name is asked for no longer.
  renamed = renamed.replace(/^ {8}__wb\w+: function[^]*?^ {8}\}(?:, arguments\); \})?,\n/gm, "");
  const shorts = new Map(exports);
  return renamed.replace(/\bwasm\.(\w+)\b/g, (found, name) =>
    shorts.has(name) ? `wasm[${JSON.stringify(shorts.get(name))}]` : found,
  );
}
