// Reads items out of a JSON Feed that is still on its way.

// A string, a bracket, or the quotation mark of a string that is not complete yet.
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\]]|"/g;

/** Characters of a string that is not complete yet, above which it is not looked through with each piece that comes. */
const LONG = 1e5;

/** Takes the text as far as it has come; answers `{ root, items }` of what is complete, with the root's members so far. */
export function itemReader() {
  const items = [];
  let root;
  let at = 0;
  let depth = 0;
  let begun;
  let last;
  let next = 0;
  return (text) => {
    TOKEN.lastIndex = text.length < next ? Infinity : at;
    for (let match; (match = TOKEN.exec(text)); ) {
      const [token] = match;
      if (token === '"') {
        const length = text.length - match.index;
        next = length > LONG ? text.length + length / 4 : 0;
        break;
      }
      at = TOKEN.lastIndex;
      if (token === "{" || token === "[") {
        depth++;
        if (depth === 2 && token === "[" && !root && last === '"items"') root = read(`${text.slice(0, at)}]}`);
        if (depth === 3 && root && token === "{") begun = match.index;
      } else if (token === "}" || token === "]") {
        depth--;
        // What follows the items is read when all of it is there.
        if (depth === 1 && root) {
          at = Infinity;
          break;
        }
        if (depth === 2 && begun !== undefined && token === "}") items.push(read(text.slice(begun, at)));
      } else last = token;
    }
    return { root, items: items.filter(Boolean) };
  };
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the whole document will say so.
  }
}
