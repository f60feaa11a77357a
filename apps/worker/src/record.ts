import { Inject, Injectable } from '@nestjs/common';
import { type InspectJob, type TouchstoneError } from '#contracts';
import { systemClock, Metrics } from '#telemetry';
import { Frames, Inspections, type Recorded } from '#storage';
import type { InUse } from './active-models.js';
import { cameraFaultOf } from './camera-fault.js';
import { changedBy, inspectionOf } from './decide.js';
import type { Scored } from './traveller.js';

/** Writes down what became of a frame: its inspection, once, or why there is none. */
@Injectable()
export class Recorder {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(Inspections) private readonly inspections: Inspections,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** The verdict, its inspection and, where the station asks for one, its alert: all of it or nothing. */
  async verdict(scored: Scored, { station, model }: InUse): Promise<Recorded> {
    const { alertOn, camera } = station.settings;
    const fault = camera.check ? cameraFaultOf(scored, model.manifest) : null;
    const inspection = inspectionOf(scored, model.manifest, fault, systemClock.now());
    // Camera faults have alerts of their own, after several in a row.
    // A golden part is shown on purpose.
    const watched = fault === null && inspection.goldenPart === null;
    const alert = watched && alertOn.includes(inspection.verdict);
    const { map } = scored.score;
    const start = performance.now();
    const entry = { inspection, map, alert, camera, changedBy: changedBy(inspection) };
    const recorded = await this.inspections.record(entry);
    this.metrics.step('record', (performance.now() - start) / 1000);
    return recorded;
  }

  /** What was recorded by an earlier run of the same job. */
  earlier(frameId: string): Promise<Recorded> {
    return this.inspections.recorded(frameId);
  }

  /** False: the frame is gone, or has its inspection after all. */
  async failure(job: InspectJob, reason: TouchstoneError, attempts: number): Promise<boolean> {
    const failure = { code: reason.code, detail: reason.message, attempts };
    return this.frames.markFailed(job.frameId, failure);
  }
}
