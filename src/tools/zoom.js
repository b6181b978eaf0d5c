// A picture in a box that scrolls: larger by keys, wheel, two fingers or a double tap; the browser does the moving.

const STEP = 1.5;
const MOST = 6;

/** `view` is the box, `image` in it is made larger. */
export function zoomed(view, image) {
  let factor = 1;
  /** The distance of two fingers, and the factor, when they came down. */
  let pinch;
  view.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      to(factor * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    },
    { passive: false },
  );
  view.ondblclick = ({ clientX, clientY }) => to(factor > 1 ? 1 : 2.5, clientX, clientY);
  const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  view.addEventListener(
    "touchstart",
    ({ touches }) => (pinch = touches.length === 2 ? { distance: apart(touches), factor } : undefined),
    { passive: true },
  );
  view.addEventListener(
    "touchmove",
    (event) => {
      if (!pinch) return;
      event.preventDefault();
      const [one, other] = event.touches;
      const scale = (pinch.factor * apart(event.touches)) / pinch.distance;
      to(scale, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
    },
    { passive: false },
  );
  view.addEventListener("touchend", () => (pinch = undefined));
  drag();
  return { STEP, by: (change) => to(factor * change), reset: () => to(1), isIn: () => factor > 1 };

  /** Keeps what lies under a point of the screen where it is; the middle without one. */
  function to(wanted, x, y) {
    const box = view.getBoundingClientRect();
    const [left, top] = [(x ?? box.left + box.width / 2) - box.left, (y ?? box.top + box.height / 2) - box.top];
    const before = factor;
    factor = Math.min(MOST, Math.max(1, wanted));
    const [across, down] = [view.scrollLeft + left, view.scrollTop + top];
    image.style.setProperty("--zoom", factor);
    view.scrollLeft = (across * factor) / before - left;
    view.scrollTop = (down * factor) / before - top;
  }

  /** A mouse moves it too; a finger needs no help. */
  function drag() {
    view.onpointerdown = (event) => {
      if (event.pointerType !== "mouse" || event.button || factor === 1) return;
      event.preventDefault();
      view.setPointerCapture(event.pointerId);
      view.onpointermove = ({ movementX, movementY }) => view.scrollBy({ left: -movementX, top: -movementY, behavior: "instant" });
      view.onpointerup = view.onpointercancel = () => (view.onpointermove = null);
    };
  }
}
