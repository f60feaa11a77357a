// The calibrator process: learns a station's model from its normals, one calibration at a time.
import 'reflect-metadata';
import { QueueWorkers } from '#queue';
import { type Log, runProcess, startApp } from '#telemetry';
import { watchHealth } from './calibrator-health.js';
import { CalibratorModule } from './calibrator.module.js';
import { readSettings, type Settings } from './settings.js';

function start(settings: Settings, log: Log): Promise<void> {
  return startApp({
    name: 'calibrator',
    module: CalibratorModule.forRoot(settings, log),
    log,
    settings,
    watchHealth,
    finish: (app) => [
      { name: 'jobs in hand', run: () => app.get(QueueWorkers).stop(settings.stopMs) },
    ],
  });
}

await runProcess('calibrator', readSettings, start);
