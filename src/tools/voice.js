// Which voice of the device speaks a language.

/** Milliseconds that voices are waited for: engines list them late, or never. */
const PATIENCE = 3_000;

/** The best voice for a language tag, or nothing. One of the device itself needs no network. */
export async function voiceFor(tag) {
  const engine = globalThis.speechSynthesis;
  if (!engine) return;
  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voices = await listed(engine);
  const ours = voices.filter((voice) => primary(voice.lang) === primary(tag));
  return ours.find((voice) => voice.localService) ?? ours[0];
}

function listed(engine) {
  const now = engine.getVoices();
  if (now.length) return now;
  return new Promise((resolve) => {
    const answer = () => {
      engine.removeEventListener?.("voiceschanged", answer);
      resolve(engine.getVoices());
    };
    // Not `addEventListener`: some engines have no events here.
    engine.addEventListener?.("voiceschanged", answer);
    setTimeout(answer, PATIENCE);
  });
}
