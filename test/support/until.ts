import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer is neither false nor null nor undefined, and returns it. */
export async function until<T>(
  question: () => T | Promise<T>,
  withinMs = 30_000,
): Promise<Exclude<T, false | null | undefined>> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const answer = await question();
    if (answer !== false && answer !== null && answer !== undefined)
      return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > giveUpAt) throw new Error(`not so within ${withinMs} ms: ${String(question)}`);
    await sleep(20);
  }
}
