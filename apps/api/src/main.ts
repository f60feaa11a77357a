// The API process: takes frames in over HTTP, shows what became of them, serves the page.
import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Health, listeningAt, type Log, runProcess, shutDownOnSignals } from '#telemetry';
import { createApi } from './create-api.js';
import { EventClients } from './events/event-clients.js';
import { shortKeys } from './http/access/key-list.js';
import { readSettings, type Settings } from './settings.js';

async function start(settings: Settings, log: Log): Promise<void> {
  const app = await createApi(settings, log);
  stopInOrder(app, settings, log);
  await app.listen(settings.port, settings.host);
  for (const weak of shortKeys(settings.apiKeys)) log.warn(`TOUCHSTONE_API_KEYS: ${weak}`);
  log.info(`api: listening on ${listeningAt(app.getHttpServer())}`);
}

function stopInOrder(app: NestFastifyApplication, settings: Settings, log: Log): void {
  shutDownOnSignals(
    [
      { name: 'readiness', run: () => Promise.resolve(app.get(Health).stop()) },
      { name: 'live events', run: () => Promise.resolve(app.get(EventClients).endAll()) },
      { name: 'requests in hand and connections', run: () => app.close() },
    ],
    settings.stopMs,
    log,
  );
}

await runProcess('api', readSettings, start);
