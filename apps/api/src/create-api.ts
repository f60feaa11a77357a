import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { type Clock, Health, type Log, Metrics, NestLog } from '#telemetry';
import { CalibrateQueue, DeliverQueue, InspectQueue, QueueHealth, RehearseQueue } from '#queue';
import { Blobs, Database, Quarantine, StoreIdentity } from '#storage';
import { ApiModule } from './api.module.js';
import { closeConnections } from './http/closing.js';
import { AccessGuard } from './http/access/access.guard.js';
import { addHooks } from './http/hooks.js';
import { openDocument, serveDocument } from './openapi/document.js';
import { answerMalformed } from './http/problem.js';
import { LoopFiguresOfAll } from './reading/loop-figures.js';
import type { Settings } from './settings.js';
import { servePage } from './web-page.js';

/** The API with everything in place, not listening yet. Waits up to a minute for PostgreSQL. */
export async function createApi(
  settings: Settings,
  log: Log,
  time?: Clock,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    multipart: false,
    skipMiddie: true,
    frameworkErrors: answerMalformed,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(settings, log, time),
    adapter,
    { logger: new NestLog(log), abortOnError: false, bodyParser: false },
  );
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  await addHooks(server, settings, app.get(Metrics), app.get(AccessGuard));
  openDocument(server);
  closeConnections(server, settings.stopMs / 2);
  await servePage(server, settings.webFolder);
  serveDocument(app);
  watch(app);
  await app.init();
  await server.ready();
  return app;
}

/** What /health/ready checks and /metrics shows of the parts that the API needs. */
function watch(app: NestFastifyApplication): void {
  const health = app.get(Health);
  health.check('redis', () => app.get(QueueHealth).ping());
  health.check('postgres', () => app.get(Database).ping());
  health.check('blobs', () => app.get(Blobs).check());
  health.check('store', () => app.get(StoreIdentity).prove());
  for (const Queue of [InspectQueue, DeliverQueue, CalibrateQueue, RehearseQueue]) {
    const queue = app.get<InspectQueue>(Queue);
    app.get(Metrics).watchQueue(queue.name, () => queue.backlog());
  }
  app.get(Metrics).watchQuarantine(() => app.get(Quarantine).waiting());
  app.get(Metrics).loop.watchRecords(() => app.get(LoopFiguresOfAll).read());
}
