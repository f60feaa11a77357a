import type { ErrorCode } from '../errors.js';

interface Lane {
  /** The word for one of its jobs, in addresses, events and sentences. */
  readonly noun: 'calibration' | 'rehearsal' | 'analysis';
  /** The address of its jobs, below `/v1/` and below a station. */
  readonly path: string;
  readonly notFound: ErrorCode;
  /**
   * Tells whether asking for the end of a job that has ended is refused (409); where not, it is answered with the job
   * as it is.
   */
  readonly refusesLateCancel: boolean;
}

/** The lanes in which long jobs wait: a calibrator works at one job of each at a time. The names are those of the queues. */
export const jobLanes = {
  calibrate: {
    noun: 'calibration',
    path: 'calibrations',
    notFound: 'calibration-not-found',
    refusesLateCancel: true,
  },
  rehearse: {
    noun: 'rehearsal',
    path: 'rehearsals',
    notFound: 'rehearsal-not-found',
    refusesLateCancel: true,
  },
  analyse: {
    noun: 'analysis',
    path: 'analyses',
    notFound: 'analysis-not-found',
    refusesLateCancel: false,
  },
} as const satisfies Record<string, Lane>;
export type JobLane = keyof typeof jobLanes;
