import { Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { type StationRecord, Stations } from '#storage';

/** How long a change made by another process may go unseen. */
const freshMs = 1_000;

/** A station that can take frames. */
export type ActiveStation = StationRecord & { activeModel: string };

/**
 * Stations as the way of a frame needs them, read at most once a second each. Only a station with an
 * active model is kept: the first activation is seen at once, and a name nobody made costs no memory.
 */
@Injectable()
export class KnownStations {
  private readonly kept = new Map<string, { station: ActiveStation; until: number }>();

  constructor(private readonly stations: Stations) {}

  /** Throws `station-not-found` or `no-active-model`. */
  async active(id: string): Promise<ActiveStation> {
    const kept = this.kept.get(id);
    if (kept !== undefined && kept.until > Date.now()) return kept.station;
    const station = await this.read(id);
    this.kept.set(id, { station, until: Date.now() + freshMs });
    return station;
  }

  /** After a change made here: the next frame reads the station again. */
  forget(id: string): void {
    this.kept.delete(id);
  }

  private async read(id: string): Promise<ActiveStation> {
    this.kept.delete(id);
    const record = await this.stations.record(id);
    if (record === null)
      throw new TouchstoneError(
        'station-not-found',
        `there is no station ${id}; PUT /v1/stations/${id} makes it`,
      );
    const { activeModel } = record;
    if (activeModel === null)
      throw new TouchstoneError(
        'no-active-model',
        `station ${id} has no active model yet: add normals and calibrate it; nothing was kept`,
      );
    return { ...record, activeModel };
  }
}
