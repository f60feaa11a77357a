import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Recipe, shownCalibration, type StationSettings } from '#contracts';
import { systemClock } from '#telemetry';
import { askingConnection, JobQueue, queues } from '#queue';
import {
  Activations,
  Alerts,
  Database,
  Embeddings,
  frameBlobKey,
  Frames,
  Inspections,
  Jobs,
  Models,
  normalBlobKey,
  Normals,
  openBlobs,
  Stations,
  type StoredFrame,
  StoreIdentity,
} from '#storage';
import { newCalibration } from './long-jobs.js';
import { askedNow, settingsWith, someFrame, someNormal } from './records.js';
import { ownDatabase, ownRedis } from './services.js';
import { writeTinyBackbone } from './tiny-backbone.js';
import { until } from './until.js';

/**
 * Starts Redis, PostgreSQL, a data folder with the tiny backbone, and what the API does with them: everything a worker
 * or a calibrator needs around it.
 */
export async function startLine() {
  const [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  const dataFolder = await mkdtemp(join(tmpdir(), 'touchstone-line-'));
  await writeTinyBackbone(join(dataFolder, 'backbones'));
  const blobs = openBlobs(pathToFileURL(join(dataFolder, 'blobs')).href);
  const database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  await new StoreIdentity(database, blobs, true).prove();
  const connection = askingConnection(redis.url, () => undefined);
  await until(() => connection.status === 'ready');
  const queue = new JobQueue(queues.inspect, connection, () => undefined);
  const calibrateQueue = new JobQueue(queues.calibrate, connection, () => undefined);
  const stations = new Stations(database, blobs);
  const frames = new Frames(database);
  const normals = new Normals(database);
  const jobs = new Jobs(database);

  /** Accepts a frame as the API does: bytes, row, job. Null: its bytes are gone meanwhile. */
  async function push(
    bytes: Buffer | null,
    station = 'line-1',
    facts: Partial<
      Pick<StoredFrame, 'partId' | 'capturedAt' | 'goldenPart' | 'width' | 'height'>
    > = {},
  ): Promise<string> {
    const acceptedAt = systemClock.now();
    const id = systemClock.newId();
    const frame = someFrame({
      id,
      station,
      acceptedAt,
      blob: frameBlobKey(station, acceptedAt, id),
      sha256: createHash('sha256')
        .update(bytes ?? id)
        .digest('hex'),
      ...facts,
    });
    if (bytes !== null) await blobs.put(frame.blob, bytes);
    await frames.accept(frame);
    await queue.add({ frameId: id, stationId: station, acceptedAt: acceptedAt.toISOString() });
    return id;
  }

  async function addNormal(bytes: Buffer, station = 'line-1'): Promise<string> {
    const id = systemClock.newId();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await blobs.put(normalBlobKey(station, id), bytes);
    await normals.add(someNormal({ id, station, sha256, blob: normalBlobKey(station, id) }));
    return id;
  }

  async function requestCalibration(
    station = 'line-1',
    activate = true,
    {
      incremental = false,
      askedBy = 'operator',
      why = '',
      recipe,
    }: { incremental?: boolean; askedBy?: string; why?: string; recipe?: Recipe } = {},
  ): Promise<string> {
    const settings = {
      activate,
      incremental,
      normals: await normals.count(station),
      ...(recipe ? { recipe } : {}),
    };
    const { id } = await jobs.request(newCalibration(station, settings, { askedBy, why }));
    await calibrateQueue.add({ jobId: id, stationId: station });
    return id;
  }

  async function activate(station: string, model: string): Promise<void> {
    await new Activations(database).ask(station, model, askedNow());
  }

  return {
    activate,
    postgres,
    redis,
    dataFolder,
    blobs,
    database,
    queue,
    calibrateQueue,
    stations,
    frames,
    normals,
    jobs,
    calibration: async (id: string) => shownCalibration(await jobs.get('calibrate', id)),
    push,
    addNormal,
    requestCalibration,
    inspections: new Inspections(database),
    alerts: new Alerts(database),
    embeddings: new Embeddings(database, blobs),
    models: new Models(database),
    /** Environment of a worker or calibrator on this line. */
    environment: {
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      TOUCHSTONE_DATA: dataFolder,
      TOUCHSTONE_METRICS_PORT: '0',
      TOUCHSTONE_LOG: 'warn',
    },
    putStation: (id: string, changes: Partial<StationSettings> = {}) =>
      stations.put(
        id,
        settingsWith({ backbone: 'tiny', bank: { rows: 100, seed: 1 }, ...changes }),
      ),
    async stop() {
      await Promise.all([queue.close(), calibrateQueue.close()]);
      connection.disconnect();
      await database.close();
      await Promise.all([postgres.stop(), redis.stop()]);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
export type Line = Awaited<ReturnType<typeof startLine>>;
