import { setImmediate } from 'node:timers/promises';

/** A step of a map: of `neighbours`, points whose neighbours are found; of `layout`, turns of the optimiser. */
export interface MapProgress {
  readonly step: 'neighbours' | 'layout';
  readonly done: number;
  readonly of: number;
}

export interface MapWatch {
  readonly onProgress?: (progress: MapProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Says how far it is and lets others have the thread, so that an abort arrives.
 * @throws the signal's reason when it was aborted.
 */
export async function report(watch: MapWatch, progress: MapProgress): Promise<void> {
  watch.onProgress?.(progress);
  await giveWay(watch);
}

/** Lets others have the thread. @throws the signal's reason when it was aborted. */
export async function giveWay({ signal }: MapWatch): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
