// Comes with the glue, when Wasm does: starts an instance, and keeps its end from the page.

import init, { guard } from "glue";

export { takeOver } from "./takeover.js";

/**
 * Starts an instance of `wasm`: a compiled module, or the answer to a request for it; `fetchAgain` makes another one. When
 * the instance traps, `crashed` is told, and from then on it does nothing. Resolves to the compiled module.
 */
export async function start(wasm, fetchAgain, crashed) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await compile(await wasm, fetchAgain);
  guard((exports) => isolate(exports, crashed));
  await init({ module_or_path: module });
  return module;
}

async function compile(response, fetchAgain) {
  check(response);
  // From a server with the wrong type, or in a browser that can't, not while it streams.
  const streams = WebAssembly.compileStreaming && /^application\/wasm/i.test(response.headers.get("content-type"));
  const whole = async (response) => WebAssembly.compile(await check(response).arrayBuffer());
  try {
    return await (streams ? WebAssembly.compileStreaming(response) : whole(response));
  } catch (error) {
    // Not where the page's policy is the reason.
    if (/CSP|unsafe-eval/i.test(error)) throw error;
    // An answer that broke off.
    return whole(await fetchAgain());
  }
}

function check(response) {
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
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
