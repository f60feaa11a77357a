import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Server as HttpsServer } from 'node:https';
import { Health, type Log, Metrics, NestLog } from '#telemetry';
import { refuseOpenToNetwork } from '#contracts';
import { decodingBudget } from '#images';
import { JobQueues, QueueHealth } from '#queue';
import { readTlsIdentity } from '#settings';
import { Accounts, Blobs, Database, Quarantine, StoreIdentity } from '#storage';
import { ApiModule, type ApiParts } from './api.module.js';
import { closeConnections } from './http/closing.js';
import { FreshCertificate, lookEveryMs } from './http/fresh-certificate.js';
import { Askers } from './http/access/askers.js';
import { AccessGuard } from './http/access/access.guard.js';
import { StatedNeeds } from './http/access/needs.js';
import { addHooks } from './http/hooks.js';
import { Door } from './ingest/door.js';
import { openDocument, serveDocument } from './openapi/document.js';
import { answerMalformed } from './http/problem.js';
import { keptFor } from './reading/kept-for.js';
import { LoopFiguresOfAll } from './reading/loop-figures.js';
import type { Settings } from './settings.js';
import { servePage } from './web-page.js';

/** The milliseconds that a request may take to come: 32 MiB at 2.2 Mbit/s. A slower one is cut, with 408. */
const requestMs = 120_000;

/** The milliseconds that figures from the records may be old which /metrics shows. */
const figuresKeptMs = 1_000;

/** Pictures that may wait to be decoded; one more is refused with 503, which a camera repeats. */
const mostWaitingToDecode = 64;

/** Returns the API with everything in place, not listening yet. Waits up to a minute for PostgreSQL. */
export async function createApi(
  settings: Settings,
  log: Log,
  parts?: ApiParts,
): Promise<NestFastifyApplication> {
  decodingBudget.limit({ bytes: decodingBudget.most, waiting: mostWaitingToDecode });
  const identity = settings.tls && readTlsIdentity(settings.tls);
  const adapter = new FastifyAdapter({
    ...(identity && { https: { cert: identity.cert, key: identity.key } }),
    multipart: false,
    skipMiddie: true,
    requestTimeout: requestMs,
    trustProxy: settings.trustedProxies.length > 0 && [...settings.trustedProxies],
    frameworkErrors: answerMalformed,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(settings, log, parts),
    adapter,
    { logger: new NestLog(log), abortOnError: false, bodyParser: false },
  );
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const stated = new StatedNeeds();
  stated.watch(server);
  await addHooks(server, settings, app.get(Metrics), app.get(AccessGuard));
  app.get(Door).guard(server);
  openDocument(server);
  closeConnections(server, settings.stopMs / 2);
  if (settings.tls && identity) {
    const { certificateExpires } = app.get(Metrics).declared;
    const secure = server.server as unknown as HttpsServer;
    new FreshCertificate(secure, settings.tls, identity, log, certificateExpires).start(parts?.lookAtCertificateMs ?? lookEveryMs); // prettier-ignore
  }
  await servePage(server, settings.webFolder);
  serveDocument(app);
  watch(app);
  try {
    await app.init();
    await server.ready();
    stated.refuseUnstated();
    await refuseOpen(app, settings);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Refuses to start where others on the network reach us and nobody could prove who they are. */
async function refuseOpen(app: NestFastifyApplication, { host }: Settings): Promise<void> {
  const isShut = app.get(Askers).hasKeys || (await app.get(Accounts).standing()).administrator;
  refuseOpenToNetwork(host, isShut);
}

/** Declares what /health/ready checks and /metrics shows of the parts that the API needs. */
function watch(app: NestFastifyApplication): void {
  const health = app.get(Health);
  health.check('redis', () => app.get(QueueHealth).ping());
  health.check('postgres', () => app.get(Database).ping());
  health.check('blobs', () => app.get(Blobs).check());
  health.check('store', () => app.get(StoreIdentity).prove());
  for (const queue of app.get(JobQueues).all())
    app.get(Metrics).watchQueue(queue.name, () => queue.backlog());
  const waiting = keptFor(figuresKeptMs, () => app.get(Quarantine).waiting());
  app.get(Metrics).watchQuarantine(waiting);
  const figures = keptFor(figuresKeptMs, () => app.get(LoopFiguresOfAll).read());
  app.get(Metrics).loop.watchRecords(figures);
}
