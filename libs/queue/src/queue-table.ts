import {
  cameraMessageId,
  deliverJob,
  type DeliverJob,
  inspectJob,
  type InspectJob,
  type JobLane,
  jobLanes,
  laneJob,
  type LaneJob,
  reviewJob,
  type ReviewJob,
} from '#contracts';
import { clockedQueue, queueOf, type QueuePolicy } from './queue-entry.js';

/** The lock is long: building a bank or laying out a map may hold the thread for seconds at a time. */
const longJobPolicy: QueuePolicy = {
  attempts: 3,
  firstDelayMs: 5_000,
  longestDelayMs: 60_000,
  lockMs: 60_000,
  stalledCheckMs: 15_000,
  maxStalls: 3,
  keep: { completed: 100, failed: 100 },
};

/** The long jobs of one lane, one at a time in each calibrator. */
function laneQueue(lane: JobLane) {
  return queueOf<LaneJob>({
    name: lane,
    schema: laneJob,
    jobId: ({ jobId }) => jobId,
    handledBy: 'calibrator',
    policy: longJobPolicy,
    lost: { among: [jobLanes[lane].path], afterMs: 30_000 },
  });
}

/**
 * Every queue of the product. Adding one is an entry here and a class with `@Handles(queues.<name>)` in the app that
 * handles it; see CONTRIBUTING.md.
 */
export const queues = {
  /** Frames to inspect. Tried for two and a half minutes: longer than PostgreSQL or Redis take to restart. */
  inspect: queueOf<InspectJob>({
    name: 'inspect',
    schema: inspectJob,
    jobId: ({ frameId }) => frameId,
    handledBy: 'worker',
    sharer: ({ stationId }) => stationId,
    goesFirst: ({ golden }) => golden === true,
    policy: {
      attempts: 10,
      firstDelayMs: 1_000,
      longestDelayMs: 30_000,
      lockMs: 10_000,
      stalledCheckMs: 5_000,
      maxStalls: 20,
      keep: { completed: 1_000, failed: 5_000 },
    },
    // Within 20 s and the 10 s of a sweep: half of the minute that is promised.
    lost: { among: ['frames'], afterMs: 20_000 },
  }),

  /** Messages for the station's webhook. Tried for about two hours: a receiver may be down for as long. */
  deliver: queueOf<DeliverJob>({
    name: 'deliver',
    schema: deliverJob,
    jobId: ({ about, frameId }) => (about === 'camera' ? cameraMessageId(frameId) : frameId),
    handledBy: 'worker',
    policy: {
      attempts: 20,
      firstDelayMs: 2_000,
      longestDelayMs: 900_000,
      lockMs: 30_000,
      stalledCheckMs: 10_000,
      maxStalls: 20,
      keep: { completed: 1_000, failed: 1_000 },
    },
    lost: { among: ['alerts', 'camera-messages'], afterMs: 60_000 },
  }),

  /** Answers of people to carry out. A person waits for it; a worker that builds nothing carries it out. */
  review: queueOf<ReviewJob>({
    name: 'review',
    schema: reviewJob,
    jobId: ({ reviewId }) => reviewId,
    handledBy: 'worker',
    policy: {
      attempts: 10,
      firstDelayMs: 500,
      longestDelayMs: 30_000,
      lockMs: 10_000,
      stalledCheckMs: 5_000,
      maxStalls: 20,
      keep: { completed: 1_000, failed: 1_000 },
    },
    lost: { among: ['reviews'], afterMs: 20_000 },
  }),

  /** Calibrations to run. */
  calibrate: laneQueue('calibrate'),

  /** Rehearsals to run. */
  rehearse: laneQueue('rehearse'),

  /** Analyses of embeddings to run. */
  analyse: laneQueue('analyse'),

  /** Looks at what was inspected since the look before, for drift. */
  'watch-drift': clockedQueue('watch-drift', {
    handledBy: 'watcher',
    everyMs: 3_000,
    lockMs: 30_000,
  }),

  /** Takes the looks of new alerts, and learns names as people answer. */
  'watch-looks': clockedQueue('watch-looks', {
    handledBy: 'watcher',
    everyMs: 3_000,
    lockMs: 30_000,
  }),

  /** Finds frames that show what another one showed. */
  'find-duplicates': clockedQueue('find-duplicates', {
    handledBy: 'watcher',
    everyMs: 3_000,
    lockMs: 30_000,
  }),

  /** Draws from the passed parts of shifts that have ended. */
  'draw-escapes': clockedQueue('draw-escapes', {
    handledBy: 'watcher',
    everyMs: 30_000,
    lockMs: 60_000,
  }),

  /** Puts back in what Redis has lost. */
  sweep: clockedQueue('sweep', { handledBy: 'watcher', everyMs: 10_000, lockMs: 10_000 }),

  /** Deletes pictures and records that stations need not keep, and keeps a reserve of the disk free. */
  retention: clockedQueue('retention', { handledBy: 'watcher', everyMs: 10_000, lockMs: 60_000 }),

  /** Writes a backup when the last one is old enough; one may take hours, which holds no thread. */
  backup: clockedQueue('backup', { handledBy: 'watcher', everyMs: 60_000, lockMs: 60_000 }),

  /** Deletes kept embeddings beyond what the stations keep. */
  'prune-embeddings': clockedQueue('prune-embeddings', {
    handledBy: 'watcher',
    everyMs: 60_000,
    lockMs: 30_000,
  }),
};

export type QueueName = keyof typeof queues;
