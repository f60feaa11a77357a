import { Inject, Injectable } from '@nestjs/common';
import {
  type Calibration,
  type CalibrationRequest,
  fewestNormals,
  TouchstoneError,
} from '#contracts';
import { type Clock, LOG, type Log } from '#telemetry';
import { JobQueues, LiveEvents, queues } from '#queue';
import { Calibrations, Quarantine, Stations } from '#storage';
import { clock } from '../tokens.js';

/** Asks for a calibration: row first, then job. A row whose job is lost is put back in by the sweep. */
@Injectable()
export class RequestCalibration {
  constructor(
    private readonly stations: Stations,
    private readonly quarantine: Quarantine,
    private readonly calibrations: Calibrations,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Throws station-not-found, too-few-normals, calibration-running, records- or queue-unavailable. */
  async request(station: string, asked: CalibrationRequest): Promise<Calibration> {
    if ((await this.stations.record(station)) === null)
      throw new TouchstoneError('station-not-found', `there is no station ${station}`);
    const normals = await this.enoughNormals(station);
    const calibration = await this.calibrations.request({
      id: this.clock.newId(),
      station,
      activate: asked.activate,
      targets: asked.targets ?? null,
      normals,
      requestedAt: this.clock.now(),
      incremental: asked.incremental,
      askedBy: asked.by,
      why: asked.why,
    });
    await this.enqueue(calibration);
    await this.announce(calibration);
    return calibration;
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

  private async enqueue(calibration: Calibration): Promise<void> {
    try {
      await this.queues
        .of(queues.calibrate)
        .add({ calibrationId: calibration.id, stationId: calibration.stationId });
    } catch (error) {
      await this.calibrations.withdraw(calibration.id);
      throw error;
    }
  }

  private async announce(calibration: Calibration): Promise<void> {
    try {
      await this.events.publish({ type: 'calibration', calibration });
    } catch (error) {
      this.log.warn(`calibration ${calibration.id} was not announced: ${String(error)}`);
    }
  }
}
