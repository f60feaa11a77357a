// The watcher process: looks at what was inspected for drift, looks and duplicates, and puts lost jobs back in. It
// loads no TensorFlow: nothing that it does waits for a thread that computes.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { QueueWorkers } from '#queue';
import { createLog, Health, listeningAt, type Log, NestLog, shutDownOnSignals } from '#telemetry';
import { ScheduledBackup } from './backup/scheduled-backup.js';
import { watchHealth } from './watcher-health.js';
import { WatcherModule } from './watcher.module.js';
import { readSettings, type Settings } from './settings.js';

/** The milliseconds for what is closed after the rounds in hand. */
const closingMs = 5_000;

async function start(settings: Settings, log: Log): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    WatcherModule.forRoot(settings, log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchHealth(app);
  stopInOrder(app, settings, log);
  await app.listen(settings.metricsPort, settings.host);
  log.info(`watcher: metrics and health on ${listeningAt(app.getHttpServer())}`);
}

function stopInOrder(app: NestFastifyApplication, settings: Settings, log: Log): void {
  shutDownOnSignals(
    [
      { name: 'readiness', run: () => Promise.resolve(app.get(Health).stop()) },
      { name: 'backup', run: () => Promise.resolve(app.get(ScheduledBackup).stop()) },
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
  await start(settings, createLog('watcher', settings.log));
} catch (error) {
  process.stderr.write(`watcher: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
