import type { Watch } from './station-images.js';

/**
 * Pauses a long work: its loops and native calls block the thread; in between signals and timers are served, and a stop
 * is heeded.
 * @throws the signal's reason.
 */
export async function pause({ signal }: Pick<Watch, 'signal'>): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
