import { randomUUID } from 'node:crypto';
import type { ApiClient } from '#client';
import { pushFrame } from '../client/push.js';
import { paced, uploadOf, type Pace } from './camera.js';
import { simulateFrame, type LineSettings } from '#simulation';

/** The counts of what was pushed so far. */
export interface Pushed {
  frames: number;
  defects: number;
}

/**
 * Pushes a line's frames to a station like a camera: at a steady rate, one after the other, trying again
 * under the same key while the service is busy or away. A run has keys of its own, so that the same seed
 * can be pushed twice.
 */
export async function pushLine(
  api: ApiClient,
  station: string,
  settings: LineSettings & Pace,
  onPushed: (now: Pushed) => void,
  signal?: AbortSignal,
): Promise<Pushed> {
  const run = randomUUID();
  const pushed: Pushed = { frames: 0, defects: 0 };
  for await (const frame of paced((index) => simulateFrame(settings, index), settings, signal)) {
    await pushFrame(api, station, uploadOf(frame, run));
    pushed.frames++;
    if (frame.defect) pushed.defects++;
    onPushed(pushed);
  }
  return pushed;
}
