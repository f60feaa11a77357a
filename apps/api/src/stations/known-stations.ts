import { Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { CurrentStations, type StationRecord } from '#storage';

/** A station that can take frames. */
export type ActiveStation = StationRecord & { activeModel: string };

/** The stations that can take frames, as the way of a frame needs them. */
@Injectable()
export class KnownStations {
  constructor(private readonly stations: CurrentStations) {}

  /** Throws `station-not-found` or `no-active-model`. */
  async active(id: string): Promise<ActiveStation> {
    const record = await this.stations.get(id);
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

  /** Forgets a station after a change that was made here: the next frame reads it again. */
  forget(id: string): void {
    this.stations.forget(id);
  }
}
