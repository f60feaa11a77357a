import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The options of how long a test waits for what must come: for vitest's own `waitFor` and `poll`, whose second is too
 * short here.
 */
export const patience = { timeout: 120_000 };

/** Asks again until the answer is neither false nor null nor undefined, and returns it. */
export async function until<T>(
  question: () => T | Promise<T>,
  withinMs = patience.timeout,
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

/** Lets the clock go on, so that what happens next has a later time than what happened. */
export async function nextMillisecond(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await sleep(1);
}
