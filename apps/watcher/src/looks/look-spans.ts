import type { LookSpan } from '#storage';

/** Embeddings are stored after their alert, and the clocks of machines differ, by less than this. */
const lookBackMs = 10 * 60_000;
/** What comes later than that waits for the next look at everything. */
const everythingEveryMs = 60 * 60_000;

/**
 * What a look at a station has to go through: everything at first and once an hour, else what came since the look
 * before. A look at everything grows with all alerts of the station, and there is a look every few seconds.
 */
export class LookSpans {
  private readonly stations = new Map<string, { everythingAt: number; doneUntil: number }>();

  of(station: string, until: Date): LookSpan {
    const last = this.stations.get(station);
    if (last === undefined || until.getTime() - last.everythingAt >= everythingEveryMs)
      return { since: null, until };
    return { since: new Date(Math.min(last.doneUntil, until.getTime()) - lookBackMs), until };
  }

  /** Nothing of this span is left to do. */
  done(station: string, { since, until }: LookSpan): void {
    const doneUntil = until.getTime();
    const everythingAt = since === null ? doneUntil : this.stations.get(station)?.everythingAt;
    if (everythingAt !== undefined) this.stations.set(station, { everythingAt, doneUntil });
  }
}
