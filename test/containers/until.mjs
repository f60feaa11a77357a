import { setTimeout as sleep } from 'node:timers/promises';

/** Throws with the sentence where what it says does not hold. */
export function insistOn(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

/** Throws where a value is not the one that was wanted; returns it. */
export function insistEqual(what, found, wanted) {
  insistOn(found === wanted, `${what}: ${found}; expected ${wanted}`);
  return found;
}

/** Asks each second until the answer is yes; resolves to the seconds it took, throws after so many. */
export async function until(seconds, what, ask) {
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  while (!(await ask())) {
    insistOn(passed() < seconds, `not within ${seconds} s: ${what}`);
    await sleep(1000);
  }
  return Math.round(passed());
}
