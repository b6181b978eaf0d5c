// Copies of feeds on this device, read: in IndexedDB, because portals on plain http have no Cache API, and `localStorage` is
// small and the host's own (docs/decisions/0012-last-good-copy.md).

/** Milliseconds for which a copy may be shown: what a newspaper has taken back is nowhere for longer. */
export const AGE = 24 * 60 * 60_000;

/** Whether an answer says that the feed is no more: then its copy isn't either. */
export const isGone = ({ status }) => [404, 410, 451].includes(status);

export const settle = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = reject;
  });

/** Does something with the store; rejects where there is none, or where the page may have none. */
export async function withStore(mode, act) {
  const opening = indexedDB.open("tinbai", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("feeds", { keyPath: "feed" }).createIndex("at", "at");
  const database = await settle(opening);
  try {
    return await act(database.transaction("feeds", mode).objectStore("feeds"));
  } finally {
    database.close();
  }
}

/** The copy of a feed, as an answer with the time `at` which it was made; nothing where there is none. */
export async function recall(feed) {
  const copy = await withStore("readonly", (store) => settle(store.get(feed)));
  const age = Date.now() - copy?.at;
  if (age >= 0 && age < AGE) return { ...copy, status: 200, value: JSON.parse(copy.text) };
}
