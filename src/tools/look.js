// How a reader wants to read: the size of the text and the colours, kept on the device. The loader puts them on before the
// first word is painted, and so nothing moves when the tools come.

/** Where it is kept, as the loader reads it: `1.25 dark`. */
const PLACE = "tinbai:look";

/** The sizes of text, as factors of the widget's own. */
export const SCALES = [0.875, 1, 1.125, 1.25, 1.5, 1.75, 2];
export const COLOURS = ["auto", "light", "dark", "contrast"];

/** What the stage (the element around `.tinbai`) shows now. */
export function look(stage) {
  const scale = SCALES.indexOf(Number(stage.style.getPropertyValue("--scale") || 1));
  const colours = stage.dataset.look;
  return { scale: scale < 0 ? SCALES.indexOf(1) : scale, colours: COLOURS.includes(colours) ? colours : "auto" };
}

/** Shows it, and keeps it if the device lets us. */
export function setLook(stage, { scale, colours }) {
  stage.style.setProperty("--scale", SCALES[scale]);
  if (colours === "auto") delete stage.dataset.look;
  else stage.dataset.look = colours;
  keep(PLACE, SCALES[scale] === 1 && colours === "auto" ? null : `${SCALES[scale]} ${colours}`);
}

/** What the device has kept; `null` also where it keeps nothing. */
export function kept(place) {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it (`null`). A device that refuses has the next visit begin as the first. */
export function keep(place, value) {
  try {
    if (value === null) localStorage.removeItem(place);
    else localStorage.setItem(place, value);
  } catch {
    // A reader who blocks storage has chosen so.
  }
}
