import type { ErrorCode } from '../errors.js';

interface Lane {
  /** What people call its jobs: in addresses, events and sentences. */
  readonly noun: 'calibration' | 'rehearsal' | 'analysis';
  /** Where the API has them, below `/v1/` and below a station. */
  readonly path: string;
  readonly notFound: ErrorCode;
  /** Whether asking for the end of one that has ended is refused (409), or answered with the job as it is. */
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
