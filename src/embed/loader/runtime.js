// Comes with the glue, when Wasm does: starts an instance, and keeps its end from the page.

import init, { guard } from "glue";

export { takeOver } from "./takeover.js";

/**
 * Starts an instance of `wasm`: a compiled module, or the answer to a request for it. When the instance traps, `crashed` is told,
 * and from then on it does nothing. Resolves to the compiled module.
 */
export async function start(wasm, crashed) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await compile(await wasm);
  guard((exports) => isolate(exports, crashed));
  await init({ module_or_path: module });
  return module;
}

async function compile(response) {
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  // From a server with the wrong type, or in a browser that can't, not as an answer.
  const streams = WebAssembly.compileStreaming && /^application\/wasm/i.test(response.headers.get("content-type"));
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** What a dead instance answers: the glue looks into the answers of some calls. */
const NOTHING = [];

/** The exports, each of which ends the instance's life instead of throwing into the page. */
function isolate(exports, crashed) {
  let dead = false;
  const safe = {};
  for (const [name, given] of Object.entries(exports)) {
    safe[name] = typeof given === "function" ? call(given) : given;
  }
  return safe;

  function call(given) {
    return (...values) => {
      if (dead) return NOTHING;
      try {
        return given(...values);
      } catch (error) {
        dead = true;
        crashed(error);
        return NOTHING;
      }
    };
  }
}
