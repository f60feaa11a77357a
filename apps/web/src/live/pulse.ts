import type { LiveEvent, WaitingFrames } from '#contracts';

/** What the last pulse of the event stream said, and when this browser heard it (milliseconds since 1970). */
export interface Pulse {
  heardAt: number;
  /** The server's clock minus this browser's, in milliseconds: the clock of a panel at the line may be wrong. */
  ahead: number;
  /** The frames that wait, by station; null where the records did not say. */
  waiting: ReadonlyMap<string, WaitingFrames> | null;
}

export function pulseOf(
  { at, waiting }: Extract<LiveEvent, { type: 'pulse' }>,
  heardAt: number,
): Pulse {
  const byStation = waiting && new Map(waiting.map((one) => [one.stationId, one]));
  return { heardAt, ahead: Date.parse(at) - heardAt, waiting: byStation };
}
