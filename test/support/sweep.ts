import type { INestApplicationContext } from '@nestjs/common';
import { JobQueues } from '#queue';
import { OwedJobs } from '#storage';
import { Metrics } from '#telemetry';
import { Sweep } from '../../apps/watcher/src/sweep/sweep.js';

/** Runs one round of the sweep with the queues and records of this application; by default everything is overdue. */
export async function sweepNow(app: INestApplicationContext, afterMs = -1_000): Promise<void> {
  const [queues, owed] = [app.get(JobQueues), app.get(OwedJobs)];
  await new Sweep(queues, owed, app.get(Metrics)).once(afterMs);
}
