// The connector process: pushes what lies in folders, as any camera does. It computes nothing and has no queue.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLog, Health, listeningAt, type Log, NestLog, shutDownOnSignals } from '#telemetry';
import { watchHealth } from './connector-health.js';
import { ConnectorModule } from './connector.module.js';
import { readSettings, type Settings } from './settings.js';
import { SourceRuns } from './source-runs.js';

/** The milliseconds for what is closed after the files in hand. */
const closingMs = 5_000;

async function start(settings: Settings, log: Log): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ConnectorModule.forRoot(settings, log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchHealth(app);
  stopInOrder(app, settings, log);
  await app.listen(settings.metricsPort, settings.host);
  log.info(`connector: metrics and health on ${listeningAt(app.getHttpServer())}`);
}

function stopInOrder(app: NestFastifyApplication, settings: Settings, log: Log): void {
  shutDownOnSignals(
    [
      { name: 'readiness', run: () => Promise.resolve(app.get(Health).stop()) },
      { name: 'files in hand', run: () => app.get(SourceRuns).stop() },
      { name: 'connections', run: () => app.close() },
    ],
    settings.stopMs + closingMs,
    log,
  );
}

// What is moved and written down is nobody's but ours: what is written from here on only our own user may read.
process.umask(0o077);

try {
  const settings = readSettings();
  await start(settings, createLog('connector', settings.log));
} catch (error) {
  process.stderr.write(`connector: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
