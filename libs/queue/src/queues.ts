import {
  type AnalyseJob,
  type CalibrateJob,
  cameraMessageId,
  type DeliverJob,
  type InspectJob,
  queueNames,
  type RehearseJob,
  type ReviewJob,
} from '#contracts';
import type { Redis } from 'ioredis';
import { JobQueue } from './job-queue.js';

type OnTrouble = (message: string) => void;

/** Frames to inspect; the job's id is the frame's. */
export class InspectQueue extends JobQueue<InspectJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    super(queueNames.inspect, redis, (job) => job.frameId, onTrouble);
  }
}

/** Messages for the station's webhook; the job's id is an alert's (the frame's), or the camera message's. */
export class DeliverQueue extends JobQueue<DeliverJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    const idOf = ({ about, frameId }: DeliverJob) =>
      about === 'camera' ? cameraMessageId(frameId) : frameId;
    super(queueNames.deliver, redis, idOf, onTrouble);
  }
}

/** Calibrations to run; the job's id is the calibration's. */
export class CalibrateQueue extends JobQueue<CalibrateJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    super(queueNames.calibrate, redis, (job) => job.calibrationId, onTrouble);
  }
}

/** Answers of people to carry out; the job's id is the review's. */
export class ReviewQueue extends JobQueue<ReviewJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    super(queueNames.review, redis, (job) => job.reviewId, onTrouble);
  }
}

/** Rehearsals to run; the job's id is the rehearsal's. */
export class RehearseQueue extends JobQueue<RehearseJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    super(queueNames.rehearse, redis, (job) => job.rehearsalId, onTrouble);
  }
}

/** Analyses of embeddings to run; the job's id is the analysis's. */
export class AnalyseQueue extends JobQueue<AnalyseJob> {
  constructor(redis: Redis, onTrouble: OnTrouble) {
    super(queueNames.analyse, redis, (job) => job.analysisId, onTrouble);
  }
}
