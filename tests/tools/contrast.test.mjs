// Each colour of each ready design is told from what it stands on, as WCAG 2.2 counts it (1.4.3, 1.4.6, 1.4.11).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const sheet = readFileSync(new URL("../../styles/widget/tokens.css", import.meta.url), "utf8");

/** Text on a ground, or a border beside it; and how far apart they have to be: for most, and where contrast is all. */
const PAIRS = [
  ["ink", "paper", 4.5, 7],
  ["ink", "tint", 4.5, 7],
  ["quiet", "paper", 4.5, 7],
  ["quiet", "tint", 4.5, 7],
  ["accent", "paper", 4.5, 7],
  ["accent", "tint", 4.5, 7],
  ["on-accent", "accent", 4.5, 7],
  ["link", "paper", 4.5, 7],
  ["link", "tint", 4.5, 7],
  ["good", "paper", 4.5, 7],
  ["edge", "paper", 3, 7],
  ["edge", "tint", 3, 7],
];

const NEWSPAPER = ".tinbai";
const DESIGNS = {
  newspaper: [NEWSPAPER],
  portal: [NEWSPAPER, '.tinbai[data-design="portal"]'],
  contrast: [NEWSPAPER, '[data-look="contrast"] > .tinbai.tinbai'],
};

/** The tokens that hold under a selector, `[light, dark]` each; where `light-dark()` is known. */
function tokens(selectors) {
  const found = {};
  for (const [, given, block] of sheet.matchAll(/([^{}]+)\{([^{}]*light-dark[^{}]*)\}/g)) {
    const last = given.trim().split(/,\s*|\n/).pop().trim();
    if (!selectors.includes(last)) continue;
    for (const [, name, light, dark] of block.matchAll(/--([\w-]+):[^;]*light-dark\((#\w+), (#\w+)\)/g)) found[name] = [light, dark];
  }
  return found;
}

function luminance(colour) {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.slice(1).match(/../g);
  const [red, green, blue] = digits
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

for (const [design, selectors] of Object.entries(DESIGNS)) {
  const of = tokens(selectors);
  for (const [at, colours] of ["light", "dark"].entries()) {
    for (const [colour, ground, most, all] of PAIRS) {
      const wanted = design === "contrast" ? all : most;
      test(`${design}, ${colours}: ${colour} on ${ground}`, () => {
        const found = ratio(of[colour][at], of[ground][at]);
        assert.ok(found >= wanted, `${of[colour][at]} on ${of[ground][at]}: ${found.toFixed(2)}, wanted ${wanted}`);
      });
    }
  }
}
