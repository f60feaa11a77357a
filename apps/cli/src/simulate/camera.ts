import { pause } from '../client/pause.js';
import type { SimulatedFrame } from '#simulation';
import type { Upload } from '../client/push.js';

/** The pace at which frames are made. */
export interface Pace {
  /** The frames a second; a camera that is late does not hurry to catch up. */
  rate: number;
  /** The index of the first frame. */
  start: number;
  /** The number of frames to make; Infinity goes on until the signal. */
  count: number;
}

/** Makes frames at a steady rate, each while the one before is on its way. */
export async function* paced<Frame>(
  make: (index: number) => Promise<Frame>,
  { rate, start, count }: Pace,
  signal?: AbortSignal,
): AsyncGenerator<Frame> {
  let dueAt = Date.now();
  let upcoming = make(start);
  for (let made = 0; made < count; made++) {
    const frame = await upcoming;
    await pause(Math.max(0, dueAt - Date.now()), signal);
    dueAt = Math.max(Date.now(), dueAt) + 1000 / rate;
    if (made + 1 < count) upcoming = make(start + made + 1);
    yield frame;
  }
}

/** Returns a frame with what a camera says of it; the key is the part's, so that sending twice is sending once. */
export function uploadOf(frame: SimulatedFrame, run: string): Upload {
  return {
    bytes: frame.bytes,
    mediaType: 'image/jpeg',
    facts: {
      partId: frame.partId,
      lot: 'simulated',
      capturedAt: new Date().toISOString(),
      idempotencyKey: `${run}-${frame.partId}`,
    },
  };
}
