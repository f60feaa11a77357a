import { Inject, Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { type StationRecord, Stations } from '#storage';

/** The milliseconds that a station's settings and active model are taken for current. */
const freshForMs = 1_000;

interface Reading {
  readAt: number;
  record: Promise<StationRecord | null>;
}

/** The stations as storage has them, each read at most once a second however many frames come. */
@Injectable()
export class CurrentStations {
  private readonly readings = new Map<string, Reading>();

  constructor(@Inject(Stations) private readonly stations: Pick<Stations, 'record'>) {}

  /** Throws `station-not-found`; `records-unavailable` when it cannot be read now. */
  async get(id: string): Promise<StationRecord> {
    const record = await this.reading(id).record;
    if (record !== null) return record;
    throw new TouchstoneError(
      'station-not-found',
      `The station ${id} was deleted while the frame waited.`,
    );
  }

  /** The next one who asks reads it again. */
  forget(id: string): void {
    this.readings.delete(id);
  }

  private reading(id: string): Reading {
    const known = this.readings.get(id);
    if (known !== undefined && performance.now() - known.readAt < freshForMs) return known;
    const reading = { readAt: performance.now(), record: this.stations.record(id) };
    this.readings.set(id, reading);
    // What could not be read, or is not there, is not remembered.
    const forget = () => void (this.readings.get(id) === reading && this.readings.delete(id));
    reading.record.then((record) => record ?? forget(), forget);
    return reading;
  }
}
