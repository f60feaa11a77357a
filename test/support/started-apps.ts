import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CalibratorModule } from '../../apps/calibrator/src/calibrator.module.js';
import { watchHealth as watchCalibrator } from '../../apps/calibrator/src/calibrator-health.js';
import { readSettings as calibratorSettings } from '../../apps/calibrator/src/settings.js';
import { readSettings as watcherSettings } from '../../apps/watcher/src/settings.js';
import { watchHealth as watchWatcher } from '../../apps/watcher/src/watcher-health.js';
import { WatcherModule } from '../../apps/watcher/src/watcher.module.js';
import { readSettings as workerSettings } from '../../apps/worker/src/settings.js';
import { watchHealth as watchWorker } from '../../apps/worker/src/worker-health.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { QueueWorkers } from '#queue';
import { createLog, NestLog } from '#telemetry';

export interface StartedApp {
  app: NestFastifyApplication;
  url: string;
  stop(): Promise<void>;
}

/** Starts the worker inside the test's own process, with everything around it real. */
export async function startWorker(environment: Record<string, string>): Promise<StartedApp> {
  const log = createLog('worker', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.forRoot(workerSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchWorker(app);
  return started(app);
}

/** Starts the calibrator inside the test's own process. */
export async function startCalibrator(environment: Record<string, string>): Promise<StartedApp> {
  const log = createLog('calibrator', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    CalibratorModule.forRoot(calibratorSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchCalibrator(app);
  return started(app);
}

/** Starts the watcher inside the test's own process. */
export async function startWatcher(environment: Record<string, string>): Promise<StartedApp> {
  const log = createLog('watcher', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    WatcherModule.forRoot(watcherSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchWatcher(app);
  return started(app);
}

/** The milliseconds that a test waits for work in hand, as long as a process would: what it leaves goes to nobody. */
const stopMs = 15_000;

async function started(app: NestFastifyApplication): Promise<StartedApp> {
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    async stop() {
      await app.get(QueueWorkers).stop(stopMs);
      await app.close();
    },
  };
}
