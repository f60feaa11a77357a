// The calibrator process: learns a station's model from its normals, one calibration at a time.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { QueueWorkers } from '#queue';
import { createLog, Health, listeningAt, type Log, NestLog, shutDownOnSignals } from '#telemetry';
import { watchHealth } from './calibrator-health.js';
import { CalibratorModule } from './calibrator.module.js';
import { readSettings, type Settings } from './settings.js';

/** The milliseconds for what is closed after the calibration in hand. */
const closingMs = 5_000;

async function start(settings: Settings, log: Log): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    CalibratorModule.forRoot(settings, log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchHealth(app);
  stopInOrder(app, settings, log);
  await app.listen(settings.metricsPort, settings.host);
  log.info(`calibrator: metrics and health on ${listeningAt(app.getHttpServer())}`);
}

function stopInOrder(app: NestFastifyApplication, settings: Settings, log: Log): void {
  shutDownOnSignals(
    [
      { name: 'readiness', run: () => Promise.resolve(app.get(Health).stop()) },
      { name: 'jobs in hand', run: () => app.get(QueueWorkers).stop(settings.stopMs) },
      { name: 'connections', run: () => app.close() },
    ],
    settings.stopMs + closingMs,
    log,
  );
}

// Frames, models and logs are nobody's but ours: what is written from here on only our own user may read.
process.umask(0o077);

try {
  const settings = readSettings();
  await start(settings, createLog('calibrator', settings.log));
} catch (error) {
  process.stderr.write(`calibrator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
