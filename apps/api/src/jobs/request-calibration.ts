import { Injectable } from '@nestjs/common';
import {
  type CalibrationRequest,
  type CalibrationSettings,
  fewestNormals,
  jobKinds,
  type LongJob,
  targetsFor,
  TouchstoneError,
} from '#contracts';
import { Quarantine, Stations } from '#storage';
import { LongJobs } from './long-jobs.js';

/** Asks for a calibration of a station that has enough normals for one. */
@Injectable()
export class RequestCalibration {
  constructor(
    private readonly stations: Stations,
    private readonly quarantine: Quarantine,
    private readonly longJobs: LongJobs,
  ) {}

  /** Throws `station-not-found`, `too-few-normals`, and as `LongJobs.request`. */
  async request(station: string, asked: CalibrationRequest): Promise<LongJob> {
    const record = await this.stations.record(station);
    if (record === null)
      throw new TouchstoneError('station-not-found', `there is no station ${station}`);
    const settings: CalibrationSettings = {
      activate: asked.activate,
      incremental: asked.incremental,
      recipe: asked.recipe ?? null,
      normals: await this.enoughNormals(station),
      targets:
        asked.targets === undefined ? null : targetsFor(record.settings.targets, asked.targets),
    };
    const { by, why } = asked;
    return this.longJobs.request(station, jobKinds.calibration, { settings, by, why });
  }

  private async enoughNormals(station: string): Promise<number> {
    const { in: normals, quarantined } = await this.quarantine.counts(station);
    const missing = fewestNormals - normals;
    if (missing <= 0) return normals;
    const waiting = quarantined === 0 ? '' : `; ${quarantined} more wait in quarantine`;
    throw new TouchstoneError(
      'too-few-normals',
      `station ${station} has ${normals} normals of at least ${fewestNormals}: ${missing} are missing${waiting}`,
      { facts: { normals, needed: fewestNormals, missing, quarantined } },
    );
  }
}
