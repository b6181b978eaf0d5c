// What a reader holds while one reading takes the place of another: the focus, the selection, what was scrolled sideways, what is
// being pressed.

const ENDS = ["pointerup", "pointercancel"];
const FOCUSABLE = "a,button,input,textarea,audio,[tabindex]";

/** Remembers it; answers a function that gives it back to the new frame. */
export function hold(root, frame) {
  const pressed = counterpart(frame, [...frame.querySelectorAll(FOCUSABLE)].find((element) => element.matches(":active")));
  const focused = counterpart(frame, root.activeElement);
  const scrolled = frame.querySelector(".track")?.scrollLeft;
  // Chromium keeps a selection for each shadow root, others one for the page; WebKit tells of it only as of a range.
  const selection = root.getSelection ? root.getSelection() : getSelection();
  const range = !root.getSelection && selection?.getComposedRanges?.({ shadowRoots: [root] })[0];
  const { anchorNode, anchorOffset, focusNode, focusOffset } = range
    ? {
        anchorNode: range.startContainer,
        anchorOffset: range.startOffset,
        focusNode: range.endContainer,
        focusOffset: range.endOffset,
      }
    : (selection ?? {});
  const isHeld = anchorNode && !(anchorNode === focusNode && anchorOffset === focusOffset);
  const held = isHeld && [place(frame, anchorNode, anchorOffset), place(frame, focusNode, focusOffset)];
  return (next) => {
    // `scroll`, for old libraries give elements a `scrollTo` of their own that scrolls the page.
    if (scrolled) next.querySelector(".track")?.scroll({ left: scrolled, behavior: "instant" });
    const element = pressed(next);
    if (element) finish(element);
    focused(next)?.focus({ preventScroll: true });
    const found = held && held.map((at) => at !== undefined && find(next, at));
    if (found && found[0] && found[1]) selection.setBaseAndExtent(...found[0], ...found[1]);
  };
}

/** What this element is in another frame: counted among those that say the same, for the readings need not have as many others. */
function counterpart(frame, element) {
  const name = (of) => [of.localName, of.getAttribute("part"), of.textContent].join();
  const wanted = element && name(element);
  const alike = (frame) => [...frame.querySelectorAll(FOCUSABLE)].filter((other) => name(other) === wanted);
  const at = alike(frame).indexOf(element);
  return (next) => alike(next)[at];
}

/** A click is on one element: none comes where another one is in its place when the press ends, so it is made up for. */
function finish(element) {
  let isClicked;
  const click = () => (isClicked = true);
  const end = (event) => {
    const isOver = event.type === "pointerup" && !event.button && event.composedPath().includes(element);
    for (const kind of ENDS) removeEventListener(kind, end, true);
    setTimeout(() => {
      removeEventListener("click", click, true);
      if (isOver && !isClicked) element.click();
    });
  };
  addEventListener("click", click, true);
  for (const kind of ENDS) addEventListener(kind, end, true);
}

function* texts(frame) {
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** How much text stands before this place. */
function place(frame, node, offset) {
  let before = 0;
  for (const text of texts(frame)) {
    if (text === node) return before + offset;
    before += text.length;
  }
}

/** The place after so much text. */
function find(frame, at) {
  for (const text of texts(frame)) {
    if (at <= text.length) return [text, at];
    at -= text.length;
  }
}
