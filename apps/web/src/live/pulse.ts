import type { LiveEvent, WaitingFrames } from '#contracts';

/** What the pulses of the event stream said, and when this browser heard them (milliseconds since 1970). */
export interface Pulse {
  heardAt: number;
  /** The server's clock minus this browser's, in milliseconds: the clock of a panel at the line may be wrong. */
  ahead: number;
  /** The frames that wait, by station, as the records said last. */
  waiting: ReadonlyMap<string, WaitingFrames>;
  /** When the records last said so: the server may answer while they do not. */
  recordsHeardAt: number;
}

/** Returns what is known after a pulse; `before` is what was known until then. Pure. */
export function pulseOf(
  { at, waiting }: Extract<LiveEvent, { type: 'pulse' }>,
  heardAt: number,
  before: Pulse | null,
): Pulse {
  const heard = { heardAt, ahead: Date.parse(at) - heardAt };
  if (waiting === null)
    return {
      ...heard,
      waiting: before?.waiting ?? new Map(),
      recordsHeardAt: before?.recordsHeardAt ?? heardAt,
    };
  const byStation = new Map(waiting.map((one) => [one.stationId, one]));
  return { ...heard, waiting: byStation, recordsHeardAt: heardAt };
}
