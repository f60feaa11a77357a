import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AnalyseJobs } from '../../apps/calibrator/src/analysis/analyse-jobs.js';
import { CalibrateJobs } from '../../apps/calibrator/src/calibrate-job.js';
import { CalibratorModule } from '../../apps/calibrator/src/calibrator.module.js';
import { watchHealth as watchCalibrator } from '../../apps/calibrator/src/calibrator-health.js';
import { RehearseJobs } from '../../apps/calibrator/src/rehearsal/rehearse-job.js';
import { readSettings as calibratorSettings } from '../../apps/calibrator/src/settings.js';
import { DeliverJobs } from '../../apps/worker/src/deliver-job.js';
import { InspectJobs } from '../../apps/worker/src/inspect-job.js';
import { ReviewJobs } from '../../apps/worker/src/review/review-job.js';
import { readSettings as workerSettings } from '../../apps/worker/src/settings.js';
import { watchHealth as watchWorker } from '../../apps/worker/src/worker-health.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { createLog, NestLog } from '#telemetry';

export interface StartedApp {
  app: NestFastifyApplication;
  url: string;
  stop(): Promise<void>;
}

/** The worker inside the test's own process, with everything around it real. */
export async function startWorker(environment: Record<string, string>): Promise<StartedApp> {
  const log = createLog('worker', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.forRoot(workerSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchWorker(app);
  return started(app, () =>
    Promise.all([
      app.get(InspectJobs).stop(),
      app.get(DeliverJobs).stop(),
      app.get(ReviewJobs).stop(),
    ]),
  );
}

/** The calibrator inside the test's own process. */
export async function startCalibrator(environment: Record<string, string>): Promise<StartedApp> {
  const log = createLog('calibrator', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    CalibratorModule.forRoot(calibratorSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchCalibrator(app);
  return started(app, () =>
    Promise.all([CalibrateJobs, RehearseJobs, AnalyseJobs].map((Jobs) => app.get(Jobs).stop())),
  );
}

async function started(
  app: NestFastifyApplication,
  stopJobs: () => Promise<unknown>,
): Promise<StartedApp> {
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    async stop() {
      await stopJobs();
      await app.close();
    },
  };
}
