import { Injectable } from '@nestjs/common';
import {
  jobKinds,
  type LongJob,
  type RehearsalRequest,
  type RehearsalSettings,
  TouchstoneError,
} from '#contracts';
import { Models, Stations } from '#storage';
import { LongJobs } from './long-jobs.js';

/** Asks for a rehearsal of a station's model; the audit trail says so. */
@Injectable()
export class RequestRehearsal {
  constructor(
    private readonly stations: Stations,
    private readonly models: Models,
    private readonly longJobs: LongJobs,
  ) {}

  /** Throws `station-not-found`, `model-not-found`, and as `LongJobs.request`. */
  async request(station: string, model: string, asked: RehearsalRequest): Promise<LongJob> {
    const record = await this.stations.record(station);
    if (record === null)
      throw new TouchstoneError('station-not-found', `there is no station ${station}`);
    if ((await this.models.find(model))?.station !== station)
      throw new TouchstoneError('model-not-found', `station ${station} has no model ${model}`);
    const { by, inspections, fromImages } = asked;
    const settings: RehearsalSettings = {
      modelId: model,
      against: record.activeModel,
      inspections,
      fromImages,
    };
    const audit = (rehearsal: string) => ({
      action: 'rehearsal-asked',
      subject: model,
      detail: { rehearsal, inspections },
    });
    return this.longJobs.request(station, jobKinds.rehearsal, { settings, by, audit });
  }
}
