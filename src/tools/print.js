// Prints the article alone: not the portal around it, with a code that leads back to the original.

/* global TINBAI_PAPER_STYLE, TINBAI_STYLE */

import qrcode from "qrcode-generator";
import { h } from "../embed/loader/plain/dom.js";
import { wear } from "./wear.js";

const SVG = "http://www.w3.org/2000/svg";
/** Milliseconds for which pictures are waited for: paper without a photo is better than no paper. */
const PATIENCE = 5_000;

export async function print(root, article, url, words) {
  const frame = document.createElement("iframe");
  frame.title = words.print;
  frame.tabIndex = -1;
  frame.className = "paper";
  frame.setAttribute("aria-hidden", "true");
  root.append(frame);
  try {
    const paper = frame.contentDocument;
    await dress(paper);
    const copy = paper.importNode(article, true);
    // Who saves data has not asked for the other photos on paper either.
    const unwanted = article.closest("[data-saving]") ? ", img:not([data-wanted])" : "";
    for (const only of copy.querySelectorAll(`.tools, .lens, .reveal${unwanted}`)) only.remove();
    for (const image of copy.querySelectorAll("img")) image.loading = "eager";
    copy.querySelector(".source")?.append(code(url, words));
    const { lang, dir } = article.closest(".tinbai");
    paper.documentElement.lang = lang;
    paper.title = article.querySelector(".headline").textContent;
    const body = h("div", { class: "tinbai", lang, dir, "data-theme": "light" }, copy);
    paper.body.append(h("div", { class: "sheet" }, body));
    await settled(copy);
    frame.contentWindow.print();
  } finally {
    // A browser that prints in its own time still needs the page.
    setTimeout(() => frame.remove(), 60_000);
  }
}

/** The widget's sheet, from the cache, and the paper's: the rules of a sheet can't be read back whole (shorthands with variables). */
async function dress(paper) {
  const [name, integrity] = TINBAI_STYLE;
  const response = await fetch(new URL(name, import.meta.url), { credentials: "omit", integrity });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  wear(paper, `${await response.text()}\n${TINBAI_PAPER_STYLE}`);
}

function settled(copy) {
  const pictures = [...copy.querySelectorAll("img")].map((image) => image.decode().catch(() => {}));
  return Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

/** The code of an address, as a drawing: no request, and sharp on paper. */
function code(url, words) {
  const made = qrcode(0, "M");
  made.addData(url);
  made.make();
  const count = made.getModuleCount();
  let path = "";
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) if (made.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
  }
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${count + 8} ${count + 8}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words.original);
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", path);
  svg.append(dark);
  return h("p", { class: "code" }, svg, h("span", null, words.original));
}
