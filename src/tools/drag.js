// A mouse takes hold of a row of cards as a finger does, and lets go of it at a card.

/** Pixels within which a press is still a click. */
const SLOP = 5;
/** Milliseconds for which a row that is let go of runs on at the speed it had. */
const RUN = 200;
/** Milliseconds without a move after which it had none. */
const STILL = 50;
/** Milliseconds that the way to a card takes at most, where a browser doesn't say that it is at its end. */
const WAY = 800;

/** Lets a mouse drag whatever rows of cards there are in `root`, now and later. */
export function dragRows(root) {
  /** The row, where it was taken, and where the mouse was last. */
  let held;
  root.addEventListener("pointerdown", ({ target, pointerType, button, clientX, timeStamp }) => {
    const row = target.closest(".track");
    if (!row || pointerType !== "mouse" || button || row.scrollWidth <= row.clientWidth) return;
    held = { row, from: clientX, left: row.scrollLeft, at: clientX, when: timeStamp, speed: 0 };
    for (const kind of ["pointermove", "pointerup", "pointercancel"]) addEventListener(kind, follow);
  });
  // A browser would drag the link itself, and no pointer would move any more.
  root.addEventListener("dragstart", (event) => held && event.preventDefault());

  function follow({ type, clientX, timeStamp, buttons }) {
    // It may have been let go of outside the window.
    if (type !== "pointermove" || !buttons) return drop(timeStamp);
    const { row, from, left, at, when, isMoving } = held;
    if (!isMoving && Math.abs(clientX - from) < SLOP) return;
    row.setAttribute("data-held", "now");
    row.scrollLeft = left + from - clientX;
    const speed = (at - clientX) / Math.max(1, timeStamp - when);
    Object.assign(held, { at: clientX, when: timeStamp, speed, isMoving: true });
  }

  function drop(now) {
    for (const kind of ["pointermove", "pointerup", "pointercancel"]) removeEventListener(kind, follow);
    const { row, isMoving, speed, when } = held;
    held = undefined;
    if (!isMoving) return;
    addEventListener("click", refuse, true);
    setTimeout(() => removeEventListener("click", refuse, true));
    const done = () => held?.row === row || row.removeAttribute("data-held");
    row.addEventListener("scrollend", done, { once: true });
    setTimeout(done, WAY);
    row.setAttribute("data-held", "");
    // Not `scrollBy`: old libraries give elements some of their own.
    row.scroll({ left: row.scrollLeft + toCard(row, now - when < STILL ? speed * RUN : 0) });
  }
}

/** The press was no click, wherever it ends. */
function refuse(click) {
  click.preventDefault();
  click.stopPropagation();
}

/** How far it is from where the row stands to the card that comes first when it has run on so far. */
function toCard(row, run) {
  const { direction, scrollPaddingInlineStart } = getComputedStyle(row);
  const padding = parseFloat(scrollPaddingInlineStart) || 0;
  const [edge, inset] = direction === "rtl" ? ["right", -padding] : ["left", padding];
  const start = row.getBoundingClientRect()[edge] + inset;
  const ways = [...row.children].map((card) => card.getBoundingClientRect()[edge] - start);
  return ways.reduce((best, way) => (Math.abs(way - run) < Math.abs(best - run) ? way : best));
}
