// Messages on the device until their receipt, where Wasm can't run: the entries and rules of `src/feedback/outbox.rs`, so that
// whoever comes to them next, with Wasm or without, goes on with them.

/** Seconds: `src/feedback/retry.rs` says why. */
const [FIRST, LONGEST, LONGEST_ASKED, GIVEN_UP] = [5, 1800, 86_400, 14 * 86_400];
const MOST_ANSWER = 4000;
const MOST_BITS = 24;

export const now = () => Math.floor(Date.now() / 1000);

/** Seconds until then. No desk is waited for so long as a clock that was set back says. */
const left = (next) => (next > now() + LONGEST_ASKED + FIRST ? 0 : Math.max(next - now(), 0));

/** The object that a text says, or nothing. */
export function parse(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === "object" && !Array.isArray(value)) return value ?? undefined;
  } catch {
    // As if nothing were there.
  }
}

/** What `device.js` drives. `store` is the device, `told` hears of what changes, `settled` what becomes of a message. */
export function outbox(store, desk, told, settled) {
  const beginning = `tinbai:outbox:${desk}:`;
  const get = (key) => {
    const message = parse(store.get(beginning + key));
    return message && { ...message, key };
  };
  const put = ({ key, ...message }) => store.set(beginning + key, JSON.stringify(message));
  // No key has a colon: that is a message to a desk whose address begins as this one's does.
  const keys = () => store.names(beginning).map((name) => name.slice(beginning.length)).filter((key) => !key.includes(":"));
  const list = () => keys().map(get).filter(Boolean);
  const waiting = () => list().filter(({ state }) => state === "waiting");
  /** The message that this tab is sending. */
  let sending;

  function end(message, state, answer) {
    Object.assign(message, { state, answer });
    // One that the reader has taken away meanwhile does not come back; but that the newsroom has it they are told.
    if (state === "received" || store.get(beginning + message.key)) put(message);
    settled(message);
  }

  return {
    told,
    get,
    put,
    list,
    isKept: (key) => store.kept(beginning + key),
    remove: (key) => store.remove(beginning + key),
    isSending: (key) => sending?.key === key,
    due: (woken) =>
      waiting()
        .filter(({ next, status }) => !left(next) || (woken && !status))
        .map(({ key }) => key),
    next() {
      const all = waiting();
      return all.length ? Math.min(...all.map(({ next }) => left(next))) : undefined;
    },
    // Without locks two tabs may send: under the same key, which is stored once.
    lease: () => true,
    release: () => {},
    free: () => {},
    begin(key) {
      const message = get(key);
      if (message?.state !== "waiting") return;
      if (now() - message.made > GIVEN_UP) {
        end({ ...message, status: 0 }, "refused", "");
        return;
      }
      sending = message;
      told();
      return message.body;
    },
    settle(status, after, text, mayProve) {
      const problem = parse(text);
      const { algorithm, challenge, bits } = problem?.proof ?? {};
      const isWork = typeof challenge === "string" && Number.isInteger(bits) && bits >= 0 && bits <= MOST_BITS;
      const isProof = status === 428 && algorithm === "sha-256" && isWork;
      if (isProof && mayProve) return [challenge, bits];
      const message = sending;
      if (!message) return;
      sending = undefined;
      message.tries++;
      message.status = status;
      const isAsked = status === 428 && !problem?.proof && problem?.challenge !== undefined;
      if (status >= 200 && status < 300) {
        // Nothing of the text is kept any longer.
        message.body = "";
        end(message, "received", typeof problem?.receipt === "string" ? problem.receipt : null);
      } else if (!status || status >= 500 || [408, 425, 429].includes(status) || isProof || isAsked) {
        message.next = now() + wait(message.tries, after);
        end(message, "waiting", null);
      } else {
        end(message, "refused", problem && text.length <= MOST_ANSWER ? text : "");
      }
      if (isAsked) return text;
    },
    hurry(key) {
      const message = get(key);
      if (message) put({ ...message, next: now() });
      store.run();
    },
  };
}

function wait(tries, asked = 0) {
  const backOff = Math.min(FIRST << Math.min(tries - 1, 10), LONGEST);
  const chance = Math.random();
  return Math.ceil(Math.max(backOff / 2 + backOff * chance, asked && Math.min(asked, LONGEST_ASKED) + FIRST * chance));
}
