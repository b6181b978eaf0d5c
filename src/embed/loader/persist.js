// What WebKit breaks off because its page is left is asked for again when the reader comes back to that page.

/** Milliseconds within which a page that breaks off its requests is gone; no time passes in it until it is back. */
const LEAVING = 100;

/** What `ask()` resolves to. */
export async function persist(ask) {
  let isLeft;
  const leave = () => (isLeft = true);
  addEventListener("pagehide", leave);
  try {
    return await ask();
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, LEAVING));
    if (!isLeft) throw error;
    return persist(ask);
  } finally {
    removeEventListener("pagehide", leave);
  }
}
