export { isEventId, type LiveEntry } from './event-stream.js';
export { type Backlog, JobQueue } from './job-queue.js';
export { LiveEvents, type LiveHandler } from './live-events.js';
export { QueueHealth } from './queue-health.js';
export { QueueModule, type QueueOptions } from './queue.module.js';
export {
  AnalyseQueue,
  CalibrateQueue,
  DeliverQueue,
  InspectQueue,
  RehearseQueue,
  ReviewQueue,
} from './queues.js';
export { askingConnection } from './redis-connection.js';
export { type QueueName, type QueuePolicy, retryDelay, retryPolicy } from './retry-policy.js';
export {
  type Attempt,
  type Condition,
  type RunningWorker,
  runWorker,
  type WorkerOptions,
} from './run-worker.js';
