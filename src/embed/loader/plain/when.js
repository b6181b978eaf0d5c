// Dates in the reader's words and time zone, as `view/when.rs` writes them. Ours by hand: the first formatter that a page asks of
// `Intl` costs a slow phone as much as the article itself (docs/decisions/0011-dates-by-hand.md).

import { h } from "./dom.js";

const two = (number) => String(number).padStart(2, "0");

/** Day before month in English too: the dates are a Vietnamese newspaper's. */
export const date = (at, { own, book }) =>
  book?.say("date", +at) ?? [at.getDate(), at.getMonth() + 1, at.getFullYear()].map(own === "en" ? two : String).join("/");

export const clock = (at, { book }) => book?.say("clock", +at) ?? `${two(at.getHours())}:${two(at.getMinutes())}`;

function full({ at, isDay }, words) {
  const time = new Date(at);
  const day = `${words.days.split(",")[time.getDay()]}, ${date(time, words)}`;
  return words.book?.say(isDay ? "day" : "full", at) ?? (isDay ? day : `${day}, ${clock(time, words)}`);
}

/** `unit` counts minutes, hours, days from 0. Only English has plurals. */
const ago = (count, unit, words) =>
  words.book?.say(unit, count) ??
  `${count} ${words.ago.split(",")[unit].replace("s ", count === 1 ? " " : "s ")}`;

/** Under a headline: weekday, date and time. */
export const when = (moment, words) => h("time", { datetime: moment.written }, full(moment, words));

/** In a list: by its distance while it is fresh, then by its date. */
export function whenBrief(moment, words) {
  const { written, at, isDay } = moment;
  const minutes = (Date.now() - at) / 60_000;
  const [length, unit] = minutes < 60 ? [1, 0] : minutes < 1440 ? [60, 1] : [1440, 2];
  const isFar = isDay || minutes < -5 || minutes >= 10_080;
  const brief = isFar ? date(new Date(at), words) : ago(Math.max(Math.trunc(minutes / length), 1), unit, words);
  return h("time", { datetime: written, title: full(moment, words) }, brief);
}
