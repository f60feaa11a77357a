import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Activations, Models, Stations } from '#storage';
import { createLog } from '#telemetry';
import type { ApiParts } from '../../apps/api/src/api.module.js';
import { createApi } from '../../apps/api/src/create-api.js';
import type { Settings } from '../../apps/api/src/settings.js';
import type { ModelManifest, StationSettings } from '#contracts';
import { askedNow, settingsWith, someModel } from './records.js';

/** An API in this process that listens on a free port of loopback. */
export interface TestApi {
  app: NestFastifyApplication;
  url: string;
  settings: Settings;
  /** Makes a station that takes frames: it has an active model, though nobody computed it. */
  makeStation(id: string, changes?: Partial<StationSettings>): Promise<ModelManifest>;
  stop(): Promise<void>;
}

export async function startApi(
  services: { redisUrl: string; databaseUrl: string },
  changes: Partial<Settings> = {},
  parts: ApiParts = {},
): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-api-'));
  const settings: Settings = {
    ...services,
    blobs: pathToFileURL(folder).href,
    host: '127.0.0.1',
    port: 0,
    apiKeys: [],
    allowedHosts: [],
    trustedProxies: [],
    maxBytes: 2 * 1024 * 1024,
    maxPixels: 10e6,
    webFolder: join(folder, 'no-page'),
    stopMs: 2_000,
    sessionMs: 3_600_000,
    sessionIdleMs: 3_600_000,
    diskReserve: { bytes: 0 },
    sourceFolders: [join(folder, 'drop')],
    log: 'silent',
    version: '0.0.0-test',
    ...changes,
  };
  const app = await createApi(settings, createLog('api', settings.log), parts);
  await app.listen(settings.port, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    settings,
    makeStation: (id, stationChanges) => makeStation(app, id, stationChanges),
    stop: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeStation(
  app: NestFastifyApplication,
  id: string,
  changes: Partial<StationSettings> = {},
): Promise<ModelManifest> {
  await app.get(Stations).put(id, settingsWith(changes));
  const models = app.get(Models);
  const model = someModel(id, await models.nextVersion(id));
  await models.insert(model);
  await app.get(Activations).ask(id, model.id, askedNow());
  return model;
}
