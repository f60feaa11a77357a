import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { calibrateJob, queueNames } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import { CalibrateStation } from './calibrate-station.js';
import type { Settings } from './settings.js';
import { calibratorSettings } from './tokens.js';

/** The edge between the queue of calibrations and `CalibrateStation`; one at a time, for the memory's sake. */
@Injectable()
export class CalibrateJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('calibrate');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(CalibrateStation) private readonly station: CalibrateStation,
    private readonly store: StoreIdentity,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(
      queueNames.calibrate,
      calibrateJob,
      (job) => this.station.calibrate(job),
      {
        redisUrl: this.settings.redisUrl,
        onlyWhile: this.store,
        concurrency: 1,
        onGivenUp: (job, reason) => this.station.giveUp(job, reason),
        onTrouble: (message) => this.log.warn(message),
      },
    );
  }

  /** Takes no more; false when the deadline came first: the calibration starts over elsewhere. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
