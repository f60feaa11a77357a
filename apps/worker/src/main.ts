// The worker process: takes frames from the queue, inspects them, delivers alerts. It leaves the HTTP API
// out: native predict holds the thread for the length of a batch, and only scrapes can wait for that.
import 'reflect-metadata';
import { QueueWorkers } from '#queue';
import { type Log, runProcess, startApp } from '#telemetry';
import { watchHealth } from './worker-health.js';
import { WorkerModule } from './worker.module.js';
import { readSettings, type Settings } from './settings.js';

function start(settings: Settings, log: Log): Promise<void> {
  return startApp({
    name: 'worker',
    module: WorkerModule.forRoot(settings, log),
    log,
    settings,
    watchHealth,
    finish: (app) => [
      { name: 'jobs in hand', run: () => app.get(QueueWorkers).stop(settings.stopMs) },
    ],
  });
}

await runProcess('worker', readSettings, start);
