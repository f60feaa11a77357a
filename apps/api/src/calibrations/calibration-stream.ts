import { Injectable } from '@nestjs/common';
import type { Calibration } from '#contracts';
import { Calibrations } from '#storage';
import type { EventClient } from '../events/event-client.js';
import { JobStream } from '../events/job-stream.js';

/** Follows one calibration to its end, for one client. */
@Injectable()
export class CalibrationStream {
  constructor(
    private readonly calibrations: Calibrations,
    private readonly jobs: JobStream,
  ) {}

  async follow(calibration: Calibration, client: EventClient): Promise<void> {
    await this.jobs.follow(
      calibration,
      {
        type: 'calibration',
        read: (id) => this.calibrations.get(id),
        of: (event) => (event.type === 'calibration' ? event.calibration : null),
      },
      client,
    );
  }
}
