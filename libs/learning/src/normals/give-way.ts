import { setImmediate } from 'node:timers/promises';

/** Places of the grid whose products are taken before others have the thread. */
export const placesInOneGo = 16;

/** Lets others have the thread. @throws the signal's reason when it was aborted. */
export async function giveWay(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
