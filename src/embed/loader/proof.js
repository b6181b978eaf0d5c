// The proof of work that a desk may ask for (docs/feedback.md): comes only then. On the main thread, in slices: a worker of
// another origin's page is forbidden, and one made of a blob is by many policies. A hash of our own, since
// `crypto.subtle` is missing on plain `http:` pages, and one of its promises costs more than a hash.

/** Milliseconds: a finger is answered within a frame. */
const SLICE = 10;

/** 32 bits of the fractions of the `n`th roots of the first primes. */
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const fractions = (root, count) => primes.slice(0, count).map((prime) => (root(prime) * 2 ** 32) | 0);
const K = Int32Array.from(fractions(Math.cbrt, 64));
const START = Int32Array.from(fractions(Math.sqrt, 8));

const words = new Int32Array(64);

/** SHA-256's compression of 64 bytes from `at` on into `state`. */
function compress(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** The first `nonce` from 0 on, as text, for which SHA-256(challenge + ":" + nonce) begins with `bits` zero bits. */
export async function prove(challenge, bits) {
  const given = new TextEncoder().encode(`${challenge}:`);
  // What all hashes begin with is hashed once.
  const whole = given.length - (given.length % 64);
  const middle = START.slice();
  for (let at = 0; at < whole; at += 64) compress(middle, given, at);
  const rest = given.subarray(whole);
  const state = new Int32Array(8);
  const channel = new MessageChannel();
  let bytes = [];
  for (let nonce = 0; ; ) {
    for (const end = performance.now() + SLICE; performance.now() < end; ) {
      for (const most = nonce + 50; nonce < most; nonce++) {
        const text = String(nonce);
        const length = rest.length + text.length;
        if (bytes.text !== text.length) {
          bytes = new Uint8Array(length < 56 ? 64 : 128);
          bytes.text = text.length;
          bytes.set(rest);
          bytes[length] = 128;
          new DataView(bytes.buffer).setUint32(bytes.length - 4, (whole + length) * 8);
        }
        for (let i = 0; i < text.length; i++) bytes[rest.length + i] = text.charCodeAt(i);
        state.set(middle);
        for (let at = 0; at < bytes.length; at += 64) compress(state, bytes, at);
        // At most 24 bits are asked for.
        if (state[0] >>> (32 - bits) === 0 || bits === 0) return text;
      }
    }
    // A timer would wait for four milliseconds each time.
    await new Promise((next) => {
      channel.port1.onmessage = next;
      channel.port2.postMessage(0);
    });
  }
}
