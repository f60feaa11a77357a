import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FolderSettings, Frame, Source } from '#contracts';
import { createLog, NestLog } from '#telemetry';
import { watchHealth } from '../../apps/connector/src/connector-health.js';
import { ConnectorModule } from '../../apps/connector/src/connector.module.js';
import { readSettings } from '../../apps/connector/src/settings.js';
import { SourceRuns } from '../../apps/connector/src/source-runs.js';
import { startApi, type TestApi } from './api.js';
import { freePort } from './free-port.js';
import { bodyOf, json } from './http.js';
import { ownDatabase, ownRedis } from './services.js';

export interface StartedConnector {
  app: NestFastifyApplication;
  url: string;
  stop(): Promise<void>;
}

/** Starts the connector inside the test's own process. */
export async function startConnector(
  environment: Record<string, string>,
): Promise<StartedConnector> {
  const log = createLog('connector', 'fatal');
  const app = await NestFactory.create<NestFastifyApplication>(
    ConnectorModule.forRoot(readSettings(environment), log),
    new FastifyAdapter(),
    { logger: new NestLog(log), abortOnError: false },
  );
  watchHealth(app);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    async stop() {
      await app.get(SourceRuns).stop();
      await app.close();
    },
  };
}

/** An API at an address that stays, with one station, a data folder, and sources that lie in its `drop` folder. */
export class ConnectedLine {
  api!: TestApi;

  private constructor(
    readonly folder: string,
    private readonly services: Awaited<ReturnType<typeof startServices>>,
    private readonly port: number,
  ) {}

  static async start(): Promise<ConnectedLine> {
    const folder = await mkdtemp(join(tmpdir(), 'touchstone-connected-'));
    const line = new ConnectedLine(folder, await startServices(), await freePort());
    await line.startApi();
    await line.api.makeStation('line-1');
    return line;
  }

  async startApi(): Promise<void> {
    const { redis, postgres } = this.services;
    const services = { redisUrl: redis.url, databaseUrl: postgres.url };
    this.api = await startApi(services, {
      port: this.port,
      blobs: pathToFileURL(join(this.folder, 'blobs')).href,
      sourceFolders: [join(this.folder, 'drop')],
    });
  }

  /** The environment of a connector at this line. */
  get environment(): Record<string, string> {
    return {
      DATABASE_URL: this.services.postgres.url,
      TOUCHSTONE_DATA: this.folder,
      TOUCHSTONE_CONNECTOR_URL: `http://127.0.0.1:${this.port}`,
      TOUCHSTONE_LOG: 'fatal',
    };
  }

  get databaseUrl(): string {
    return this.services.postgres.url;
  }

  ask(path: string, request: RequestInit = {}): Promise<Response> {
    return fetch(`${this.api.url}${path}`, request);
  }

  /** Makes a folder with this source on it. Returns the folder. */
  async addSource(id: string, settings: Partial<FolderSettings> = {}): Promise<string> {
    const folder = join(this.folder, 'drop', id);
    await mkdir(folder, { recursive: true });
    const body = {
      id,
      settings: { path: id, settleMs: 200, facts: '^(?<part>.+)[.]', ...settings },
    };
    const answer = await this.ask('/v1/stations/line-1/sources', json('POST', body));
    if (answer.status !== 201) throw new Error(await answer.text());
    return folder;
  }

  async source(id: string): Promise<Source> {
    return bodyOf<Source>(await this.ask(`/v1/stations/line-1/sources/${id}`));
  }

  /** Removes a source, so that what it pushed is no part of the next test. */
  async removeSource(id: string): Promise<void> {
    await this.ask(`/v1/stations/line-1/sources/${id}`, { method: 'DELETE' });
  }

  /** Returns the part ids that begin so of all accepted frames, in the order in which they were accepted. */
  async parts(prefix: string): Promise<string[]> {
    const frames: Frame[] = [];
    for (let cursor = ''; ;) {
      const path = `/v1/frames?station=line-1&limit=100${cursor}`;
      const { items, next } = await bodyOf<{ items: Frame[]; next: string | null }>(await this.ask(path)); // prettier-ignore
      frames.push(...items);
      if (next === null) break;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    const parts = frames.map(({ partId }) => partId ?? '').toReversed();
    return parts.filter((part) => part.startsWith(prefix));
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await Promise.all([this.services.redis.stop(), this.services.postgres.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function startServices() {
  const [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  return { redis, postgres };
}

/** Writes a file as a careful program does: under another name, then renamed in. */
export async function dropFile(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const other = join(dirname(path), `.${Math.random()}.part`);
  await writeFile(other, bytes);
  await rename(other, path);
}
