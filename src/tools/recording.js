// The newspaper's own recording goes on where a reader stopped.

import { keep, kept } from "./look.js";

/** Seconds between two notes of the place, and from either end in which there is nothing to go back to. */
const STEP = 5;
const EDGE = 10;

export function followRecording(audio) {
  // No longer than what a device should keep.
  const place = `tinbai:heard:${audio.src}`.slice(0, 500);
  let noted = 0;
  const restore = () => {
    const at = Number(kept(place));
    if (at > 0 && audio.currentTime < 1) audio.currentTime = at;
  };
  const note = () => {
    if (Math.abs(audio.currentTime - noted) < STEP) return;
    noted = audio.currentTime;
    const isOver = audio.duration - noted < EDGE;
    keep(place, noted > EDGE && !isOver ? Math.round(noted) : null);
  };
  audio.addEventListener("play", restore, { once: true });
  audio.addEventListener("timeupdate", note);
  return () => {
    audio.removeEventListener("play", restore);
    audio.removeEventListener("timeupdate", note);
  };
}
