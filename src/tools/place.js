// Where a reader is in a long article: kept on the device, and offered at the next visit, never jumped to.

const PLACE = "tinbai:places";
/** The articles that are remembered; the oldest goes first. */
const MOST = 20;
/** Screens that make an article long. */
const LONG = 3;
/** Paragraphs that are no loss to read again. */
const FEW = 3;
/** Milliseconds between two notes. */
const STEP = 500;

/** Notes the place in `article`; `offer` is called with what goes there, and answers what takes the offer away. */
export function followReading(article, key, { keep, kept }, offer) {
  const paragraphs = [...(article.querySelector(".body")?.children ?? [])];
  let timer;
  let close;
  const begin = () => {
    if (!isLong()) return;
    const at = paragraphs[places().find(([of]) => of === key)?.[1]];
    // Who follows an address to a place in the page, or has begun to read, is not asked.
    if (at && article.getBoundingClientRect().bottom > 0 && at.getBoundingClientRect().top > innerHeight) {
      close = offer(() => {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        at.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
        at.tabIndex = -1;
        at.focus({ preventScroll: true });
      });
    }
  };
  addEventListener("scroll", later, { passive: true });
  // Measuring lays the page out: when there is nothing else to do.
  const idle = window.requestIdleCallback?.(begin, { timeout: 2_000 }) ?? setTimeout(begin, STEP);
  return () => {
    // One of the two: they count apart, and the timer of that number may be the page's.
    (window.cancelIdleCallback ?? clearTimeout)(idle);
    clearTimeout(timer);
    removeEventListener("scroll", later);
    close?.();
  };

  function isLong() {
    return article.offsetHeight >= LONG * innerHeight;
  }

  function later() {
    timer ??= setTimeout(note, STEP);
  }

  function note() {
    timer = undefined;
    // Nobody reads what has just come in below.
    const line = innerHeight / 3;
    const { top, bottom } = article.getBoundingClientRect();
    if (top > 0 || bottom < 0 || !isLong()) return;
    const read = paragraphs.filter((paragraph) => paragraph.getBoundingClientRect().top < line).length - 1;
    // At the end there is nothing to go on with.
    const isUnderWay = read >= FEW && read < paragraphs.length - 1;
    const others = places().filter(([of]) => of !== key);
    const all = isUnderWay ? [...others, [key, read]].slice(-MOST) : others;
    keep(PLACE, all.length ? JSON.stringify(all) : null);
  }

  function places() {
    try {
      const all = JSON.parse(kept(PLACE));
      return Array.isArray(all) ? all.filter(Array.isArray) : [];
    } catch {
      return [];
    }
  }
}
