// The watcher process: looks at what was inspected for drift, looks and duplicates, and puts lost jobs back in. It
// loads no TensorFlow: nothing that it does waits for a thread that computes.
import 'reflect-metadata';
import { QueueWorkers } from '#queue';
import { type Log, runProcess, startApp } from '#telemetry';
import { ScheduledBackup } from './backup/scheduled-backup.js';
import { watchHealth } from './watcher-health.js';
import { WatcherModule } from './watcher.module.js';
import { readSettings, type Settings } from './settings.js';

function start(settings: Settings, log: Log): Promise<void> {
  return startApp({
    name: 'watcher',
    module: WatcherModule.forRoot(settings, log),
    log,
    settings,
    watchHealth,
    finish: (app) => [
      { name: 'backup', run: () => Promise.resolve(app.get(ScheduledBackup).stop()) },
      { name: 'jobs in hand', run: () => app.get(QueueWorkers).stop(settings.stopMs) },
    ],
  });
}

await runProcess('watcher', readSettings, start);
