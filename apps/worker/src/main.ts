// The worker process: takes frames from the queue, inspects them, delivers alerts. It leaves the HTTP API
// out: native predict holds the thread for the length of a batch, and only scrapes can wait for that.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { QueueWorkers } from '#queue';
import { createLog, Health, listeningAt, type Log, NestLog, shutDownOnSignals } from '#telemetry';
import { readSettings, type Settings } from './settings.js';
import { watchHealth } from './worker-health.js';
import { WorkerModule } from './worker.module.js';

/** The milliseconds for what is closed after the frames in hand: connections, models. */
const closingMs = 5_000;

async function start(settings: Settings, log: Log): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.forRoot(settings, log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchHealth(app);
  stopInOrder(app, settings, log);
  await app.listen(settings.metricsPort, settings.host);
  log.info(`worker: metrics and health on ${listeningAt(app.getHttpServer())}`);
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
  await start(settings, createLog('worker', settings.log));
} catch (error) {
  process.stderr.write(`worker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
