import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Accepted, Frame, StorageFigures } from '#contracts';
import { Frames, Inspections, KeptPictures } from '#storage';
import { startApi, type TestApi } from '../../support/api.js';
import { bodyOf, expectProblem } from '../../support/http.js';
import { someJpeg } from '../../support/pictures.js';
import { someInspection } from '../../support/records.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;
let bytes: Buffer;
let id: string;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  const services = { redisUrl: redis.url, databaseUrl: postgres.url };
  api = await startApi(services, { diskReserve: { share: 0.25 } });
  await api.makeStation('line-1');
  bytes = await someJpeg(1);
  const pushed = await fetch(`${api.url}/v1/stations/line-1/frames`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'image/jpeg' },
  });
  id = (await bodyOf<Accepted>(pushed)).id;
  const inspection = someInspection(await api.app.get(Frames).get(id), { verdict: 'ok' });
  const map = new Float32Array(6);
  await api.app.get(Inspections).record({ inspection, map, alert: false });
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string) => fetch(`${api.url}${path}`);

test('the room for pictures is told: the disk, the reserve, and how the pictures grow', async () => {
  const figures = await bodyOf<StorageFigures>(await ask('/v1/storage'));
  expect(figures.grownBytesPerDay).toBe(bytes.length);
  expect(figures.reserveBytes).toBeCloseTo(0.25 * figures.totalBytes!, 0);
  const room = Math.max(0, figures.freeBytes! - figures.reserveBytes!);
  expect(figures.fullInDays).toBeCloseTo(room / bytes.length, 3);
});

test('of a picture that was deleted its frame says so, its image, thumbnail and heatmap are 410, also for who has them', async () => {
  const image = await ask(`/v1/frames/${id}/image`);
  expect(image.status).toBe(200);
  const [thumbnail, heatmap] = [`/v1/frames/${id}/thumbnail`, `/v1/frames/${id}/heatmap`];
  for (const drawn of [thumbnail, heatmap]) expect((await ask(drawn)).status).toBe(200);
  const at = new Date();
  await api.app.get(KeptPictures).deleteOldest({ station: 'line-1', verdict: 'ok' }, at);
  const frame = await bodyOf<Frame>(await ask(`/v1/frames/${id}`));
  expect(frame).toMatchObject({ pictureDeletedAt: at.toISOString(), state: 'inspected' });
  for (const path of [`/v1/frames/${id}/image`, thumbnail, heatmap])
    await expectProblem(await ask(path), 410, 'picture-deleted');
  const known = { headers: { 'if-none-match': image.headers.get('etag')! } };
  const again = await fetch(`${api.url}/v1/frames/${id}/image`, known);
  await expectProblem(again, 410, 'picture-deleted');
});
