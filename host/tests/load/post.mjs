// Posts messages at a steady rate, each with a key and words of its own, as many readers' widgets would: what got no answer is
// sent again under its key, until there is a receipt. Writes a line for each message: {key, receipt, status, milliseconds, tries}.
//
//   node post.mjs URL RATE SECONDS RESULT

import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";

const [url, rate, seconds, result] = process.argv.slice(2);
const CONNECTIONS = 50;
const PATIENCE = 60_000;
const sent = [];

const headers = (message) => ({ "content-type": "application/json", "idempotency-key": message.key });
const body = ({ number }) =>
  JSON.stringify({
    version: 1,
    item: `tin-${number % 20}`,
    url: null,
    name: "Bạn đọc thử tải",
    message: `Phản hồi số ${number}. ${"Nước sông Bàng dâng cao, bà con cần thuyền. ".repeat(8)}`,
    consent: true,
    elapsed: 60,
  });

function next(request, context) {
  const number = sent.length;
  const message = { number, key: `thu-tai-${process.pid}-${String(number).padStart(8, "0")}`, start: performance.now(), tries: 1 };
  sent.push(message);
  context.message = message;
  return { ...request, headers: headers(message), body: body(message) };
}

function answered(status, text, { message }) {
  if (!message || message.receipt) return;
  message.milliseconds = performance.now() - message.start;
  message.status = status;
  if (status === 200 || status === 201) message.receipt = JSON.parse(text).receipt;
}

/** The rest is worth another try (docs/feedback.md). */
const isFinal = (status) => status >= 400 && status < 500 && ![408, 425, 429].includes(status);

const ran = await autocannon({
  url,
  connections: CONNECTIONS,
  duration: Number(seconds),
  overallRate: Number(rate),
  requests: [{ method: "POST", setupRequest: next, onResponse: answered }],
});

// The outboxes: one message after the other, each until it is received.
const unanswered = sent.filter((message) => !message.receipt);
const latest = performance.now() + PATIENCE;
for (const message of unanswered) {
  while (!message.receipt && !isFinal(message.status) && performance.now() < latest) {
    message.tries++;
    try {
      const response = await fetch(url, { method: "POST", headers: headers(message), body: body(message) });
      message.status = response.status;
      if (response.ok) message.receipt = (await response.json()).receipt;
    } catch {
      await sleep(100);
    }
  }
}

writeFileSync(result, sent.map(({ start, ...message }) => `${JSON.stringify(message)}\n`).join(""));
console.error(`${sent.length} messages, ${unanswered.length} sent again; ${ran.errors} connections broken, ${ran.non2xx} refusals`);
