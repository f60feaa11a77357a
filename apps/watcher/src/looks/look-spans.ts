import type { LookSpan } from '#storage';

/**
 * The milliseconds within which an embedding is stored after its alert, and by which the clocks of machines may differ.
 */
const lookBackMs = 10 * 60_000;
/** The milliseconds between rounds over everything; what comes later than `lookBackMs` waits for the next of them. */
const everythingEveryMs = 60 * 60_000;

/**
 * The span that a round over a station has to go through: everything at first and once an hour, else what came since
 * the round before. A round over everything grows with all alerts of the station, and there is a round every few
 * seconds.
 */
export class LookSpans {
  private readonly stations = new Map<string, { everythingAt: number; doneUntil: number }>();

  of(station: string, until: Date): LookSpan {
    const last = this.stations.get(station);
    if (last === undefined || until.getTime() - last.everythingAt >= everythingEveryMs)
      return { since: null, until };
    return { since: new Date(Math.min(last.doneUntil, until.getTime()) - lookBackMs), until };
  }

  /** Notes that nothing of this span is left to do. */
  done(station: string, { since, until }: LookSpan): void {
    const doneUntil = until.getTime();
    const everythingAt = since === null ? doneUntil : this.stations.get(station)?.everythingAt;
    if (everythingAt !== undefined) this.stations.set(station, { everythingAt, doneUntil });
  }
}
