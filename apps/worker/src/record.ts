import { Injectable } from '@nestjs/common';
import { type InspectJob, type TouchstoneError } from '#contracts';
import { Metrics } from '#telemetry';
import { Frames, Inspections, type Recorded } from '#storage';
import type { InUse } from './models/active-models.js';
import type { Decided, Scored } from './traveller.js';

/** Writes down what became of a frame: its inspection, once, or why there is none. */
@Injectable()
export class Recorder {
  constructor(
    private readonly frames: Frames,
    private readonly inspections: Inspections,
    private readonly metrics: Metrics,
  ) {}

  /** Records the inspection and, where one was decided, its alert: all of it or nothing, and once. */
  async record(scored: Scored, decided: Decided, { station }: InUse): Promise<Recorded> {
    const start = performance.now();
    const { map } = scored.score;
    const recorded = await this.inspections.record({
      ...decided,
      map,
      camera: station.settings.camera,
    });
    this.metrics.step('record', (performance.now() - start) / 1000);
    return recorded;
  }

  /** Returns what was recorded by an earlier run of the same job. */
  earlier(frameId: string): Promise<Recorded> {
    return this.inspections.recorded(frameId);
  }

  /** Marks the frame as failed; returns false where it is gone or has its inspection after all. */
  async failure(job: InspectJob, reason: TouchstoneError, attempts: number): Promise<boolean> {
    const failure = { code: reason.code, detail: reason.message, attempts };
    return this.frames.markFailed(job.frameId, failure);
  }
}
