import { advanceLine, type DriftFrame, type DriftReference, startLine, statusesOf } from '#drift';
import { type DriftSettings, type DriftSignal, driftSignal } from '#contracts';

/** The name of what can notice a change: a drift test, or the check of single pictures. */
export type Noticer = DriftSignal | 'camera-fault';
export const noticers: readonly Noticer[] = [...driftSignal.options, 'camera-fault'];

/** The part at which each first alarmed; absent where it did not. */
export type Noticed = Partial<Record<Noticer, number>>;

/** The number of invalid frames in a row at which a station tells of a camera fault. */
const alertAfter = 3;

/** Runs the tests over a line's parts in this order, from 0. Frames of a camera at fault count for no test. */
export function watchLine(
  parts: readonly DriftFrame[],
  reference: DriftReference,
  settings: DriftSettings,
): Noticed {
  const state = startLine(reference);
  const noticed: Noticed = {};
  let invalid = 0;
  for (const [index, part] of parts.entries()) {
    invalid = part.verdict === 'invalid' ? invalid + 1 : 0;
    if (invalid >= alertAfter) noticed['camera-fault'] ??= index;
    if (invalid > 0) continue;
    advanceLine(state, part, settings);
    for (const { signal, drifting } of statusesOf(state, settings))
      if (drifting) noticed[signal] ??= index;
  }
  return noticed;
}

/** Counts how often each alarms on a line that does not change: what began an alarm, each time. */
export function countAlarms(
  parts: readonly DriftFrame[],
  reference: DriftReference,
  settings: DriftSettings,
): Partial<Record<Noticer, number>> {
  const state = startLine(reference);
  const counts: Partial<Record<Noticer, number>> = {};
  let before = new Set<string>();
  for (const part of parts) {
    if (part.verdict === 'invalid') continue;
    advanceLine(state, part, settings);
    const now = statusesOf(state, settings).filter(({ drifting }) => drifting);
    for (const { signal } of now)
      if (!before.has(signal)) counts[signal] = (counts[signal] ?? 0) + 1;
    before = new Set(now.map(({ signal }) => signal));
  }
  return counts;
}
