// Dates in the reader's words, as `view/when.rs` writes them: by `Intl`.

import { h } from "./dom.js";

const DAY = { day: "numeric", month: "numeric", year: "numeric" };
const formats = {};

/** Making a formatter costs a slow phone milliseconds, using one microseconds. */
const format = (tag, key, options) =>
  (formats[tag + key] ??= key ? new Intl.DateTimeFormat(tag, options) : new Intl.RelativeTimeFormat(tag));

const full = ({ at }, { tag }) =>
  `${format(tag, "weekday", { weekday: "long", ...DAY }).format(at)}, ${format(tag, "time", { hour: "2-digit", minute: "2-digit" }).format(at)}`;

/** Under a headline: weekday, date and time. */
export const when = (moment, words) => h("time", { datetime: moment.written }, full(moment, words));

/** In a list: by its distance while it is fresh, then by its date. */
export function whenBrief(moment, words) {
  const minutes = (Date.now() - moment.at) / 60_000;
  const [length, unit] = minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"];
  const brief =
    minutes < -5 || minutes >= 10_080
      ? format(words.tag, "date", DAY).format(moment.at)
      : format(words.tag, "").format(-Math.max(Math.trunc(minutes / length), 1), unit);
  return h("time", { datetime: moment.written, title: full(moment, words) }, brief);
}
