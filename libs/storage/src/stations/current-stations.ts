import { FreshReads } from '../database/fresh-reads.js';
import { type StationRecord, type Stations } from './stations.js';

/** The milliseconds that a change made by another process may go unseen. */
const freshMs = 1_000;

/**
 * The stations as a frame's way needs them, each read at most once a second however many frames come. Only a station
 * with an active model is kept: its first activation is seen at once, and a name that nobody made costs no memory.
 */
export class CurrentStations {
  private readonly reads: FreshReads<StationRecord | null>;

  constructor(stations: Pick<Stations, 'record'>) {
    const keep = (record: StationRecord | null) => record !== null && record.activeModel !== null;
    this.reads = new FreshReads((id) => stations.record(id), { freshMs, keep });
  }

  /** Returns null for a station that is not there. Throws `records-unavailable` when it cannot be read now. */
  get(id: string): Promise<StationRecord | null> {
    return this.reads.get(id);
  }

  /** Forgets a station: the next one who asks reads it again. */
  forget(id: string): void {
    this.reads.forget(id);
  }
}
