import { Inject, Injectable } from '@nestjs/common';
import { CalibrateQueue, DeliverQueue, InspectQueue, QueueHealth } from '#queue';
import { Alerts, Calibrations, CameraStates, Frames, type Place, type StoredFrame } from '#storage';
import { LOG, type Log, Metrics } from '#telemetry';
import { UnsettledBlobs } from './ingest/unsettled-blobs.js';
import { LifecycleSweep } from './lifecycle/lifecycle-sweep.js';
import { ReviewSweep } from './reviews/review-sweep.js';

export interface SweepTimes {
  everyMs: number;
  /** Frames accepted before this long ago should be known to the queue. */
  frameOverdueMs: number;
  alertOverdueMs: number;
  calibrationOverdueMs: number;
}

/** What the queue forgot is found within 20 s + 10 s: half of the minute that is promised. */
export const sweepTimes: SweepTimes = {
  everyMs: 10_000,
  frameOverdueMs: 20_000,
  alertOverdueMs: 60_000,
  calibrationOverdueMs: 30_000,
};

const pageSize = 200;

/**
 * Puts back in what the records hold and the queue does not know, as after Redis came back empty. Every
 * step can run twice, and in two processes: jobs have the ids of what they are about.
 */
@Injectable()
export class Sweep {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(Alerts) private readonly alerts: Alerts,
    @Inject(CameraStates) private readonly cameras: CameraStates,
    @Inject(Calibrations) private readonly calibrations: Calibrations,
    @Inject(InspectQueue) private readonly inspecting: InspectQueue,
    @Inject(DeliverQueue) private readonly delivering: DeliverQueue,
    @Inject(CalibrateQueue) private readonly calibrating: CalibrateQueue,
    @Inject(QueueHealth) private readonly turns: QueueHealth,
    @Inject(LifecycleSweep) private readonly lifecycle: LifecycleSweep,
    @Inject(ReviewSweep) private readonly reviews: ReviewSweep,
    @Inject(UnsettledBlobs) private readonly unsettled: UnsettledBlobs,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  start(times: SweepTimes = sweepTimes): void {
    const next = () => {
      this.running = this.once(times).finally(() => {
        if (this.timer !== null) this.timer = setTimeout(next, times.everyMs);
      });
    };
    this.timer = setTimeout(next, times.everyMs);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
  }

  /** One round. What cannot be reached now is left for the next one. */
  async once(times: SweepTimes): Promise<void> {
    try {
      await this.unsettled.settle();
      // One process is enough; a second one at the same time would only do the same once more.
      if (!(await this.turns.mayDo('sweep', times.everyMs * 0.9))) return;
      await this.sweepFrames(times.frameOverdueMs);
      await this.sweepAlerts(times.alertOverdueMs);
      await this.sweepCalibrations(times.calibrationOverdueMs);
      await this.reviews.once(times.frameOverdueMs);
      await this.lifecycle.once(times.calibrationOverdueMs);
    } catch (error) {
      this.log.warn(
        `the sweep goes on later: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private async sweepFrames(overdueMs: number): Promise<void> {
    let after: Place | undefined;
    for (;;) {
      const overdue = await this.frames.overdue(overdueMs, pageSize, after);
      const back = await this.inspecting.putBack(...overdue.map(jobOf));
      if (back > 0)
        this.log.warn(`${back} accepted frames were unknown to the queue and are back in`);
      this.metrics.framesPutBack(back);
      const last = overdue.at(-1);
      if (last === undefined || overdue.length < pageSize) return;
      after = { time: last.acceptedAt, id: last.id };
    }
  }

  private async sweepAlerts(overdueMs: number): Promise<void> {
    const overdue = await this.alerts.overdue(overdueMs, pageSize);
    await this.delivering.putBack(
      ...overdue.map(({ frameId, stationId }) => ({ frameId, stationId })),
    );
    const cameras = await this.cameras.overdue(overdueMs, pageSize);
    await this.delivering.putBack(
      ...cameras.map(({ frameId, stationId }) => ({
        frameId,
        stationId,
        about: 'camera' as const,
      })),
    );
  }

  private async sweepCalibrations(overdueMs: number): Promise<void> {
    const overdue = await this.calibrations.overdue(overdueMs, pageSize);
    await this.calibrating.putBack(
      ...overdue.map(({ id, stationId }) => ({ calibrationId: id, stationId })),
    );
  }
}

function jobOf(frame: StoredFrame) {
  return {
    frameId: frame.id,
    stationId: frame.station,
    acceptedAt: frame.acceptedAt.toISOString(),
  };
}
