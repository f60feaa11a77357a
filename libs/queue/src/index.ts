export { isEventId, type LiveEntry } from './redis/event-stream.js';
export { type JobHandler, Handles } from './workers/job-handler.js';
export { type Backlog, JobQueue } from './job-queue.js';
export { JobQueues } from './job-queues.js';
export { LiveEvents, type LiveHandler } from './live-events.js';
export {
  type ClockedJob,
  clockedQueue,
  type HandlingApp,
  type QueueEntry,
  queueOf,
  type QueuePolicy,
} from './queue-entry.js';
export { QueueHealth } from './queue-health.js';
export { type QueueName, queues } from './queue-table.js';
export { QueueModule, type QueueOptions } from './queue.module.js';
export { QueueWorkers } from './workers/queue-workers.js';
export { askingConnection } from './redis/redis-connection.js';
export {
  type Attempt,
  type Condition,
  type RunningWorker,
  runWorker,
  type WorkerOptions,
} from './workers/run-worker.js';
