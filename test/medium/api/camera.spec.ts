import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuditEntry, type CameraState, type Page, type Station } from '#contracts';
import { type TestApi, startApi } from '../../support/api.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { somePng } from '../../support/pictures.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let redis: TestService;
let postgres: TestService;
let api: TestApi;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
  const half = { x: 0, y: 0 };
  const ignore = [[half, { x: 0.5, y: 0 }, { x: 0, y: 0.5 }]];
  await ask('/v1/stations/press', json('PUT', { masks: { ignore } }));
});

afterAll(async () => {
  await api.stop();
  await Promise.all([redis.stop(), postgres.stop()]);
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
const put = (body: Buffer, type = 'image/jpeg') =>
  ask('/v1/stations/press/mask?by=anna', {
    method: 'PUT',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  });

/** Left half white, right half black, as a large grey JPEG. */
async function halves(width = 1200, height = 800): Promise<Buffer> {
  const grey = Buffer.from(
    Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? 255 : 0)),
  );
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .jpeg()
    .toBuffer();
}

test('a mask from any image becomes black and white, at most 512 pixels, beside the polygons, in the audit trail', async () => {
  const changed = await bodyOf<Station>(await put(await halves()));
  expect(changed.settings.masks.ignore).toHaveLength(1);
  const answer = await ask('/v1/stations/press/mask');
  expect(answer.headers.get('content-type')).toBe('image/png');
  const png = Buffer.from(await answer.arrayBuffer());
  expect(png.toString('base64')).toBe(changed.settings.masks.image);
  const { data, info } = await sharp(png)
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([512, 341]);
  expect(new Set(data)).toEqual(new Set([0, 255]));
  expect([data[10], data[500]]).toEqual([255, 0]);
  const trail = await bodyOf<Page<AuditEntry>>(await ask('/v1/stations/press/audit'));
  expect(trail.items[0]).toMatchObject({ by: 'anna', action: 'mask-set', subject: 'press' });
});

test('noise is kept within the size of a setting', async () => {
  const grey = Buffer.from(Array.from({ length: 600 * 600 }, (_, i) => (i * 7919) % 256));
  const noise = sharp(grey, { raw: { width: 600, height: 600, channels: 1 } });
  await bodyOf(await put(await noise.png().toBuffer(), 'image/png'));
});

test('what is no mask is refused, and says why', async () => {
  const black = sharp({ create: { width: 20, height: 20, channels: 3, background: '#111' } });
  await expectProblem(
    await put(await black.png().toBuffer(), 'image/png'),
    400,
    'validation-failed',
  );
  await expectProblem(await put(Buffer.from('no image at all')), 422, 'not-an-image');
  const nowhere = await ask('/v1/stations/nowhere/mask');
  await expectProblem(nowhere, 404, 'station-not-found');
});

test('the preview shows the masks over the newest normal', async () => {
  await expectProblem(await ask('/v1/stations/press/mask/preview'), 409, 'too-few-normals');
  await put(await halves());
  const body = new Uint8Array(await somePng(1));
  const headers = { 'content-type': 'image/png' };
  await ask('/v1/stations/press/normals', { method: 'POST', headers, body });
  const preview = await ask('/v1/stations/press/mask/preview');
  expect(preview.status).toBe(200);
  const { format } = await sharp(Buffer.from(await preview.arrayBuffer())).metadata();
  expect(format).toBe('png');
});

test('when the mask image is taken away, the polygons stay', async () => {
  expect((await ask('/v1/stations/press/mask', { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await ask('/v1/stations/press/mask'), 404, 'mask-not-found');
  const { settings } = await bodyOf<Station>(await ask('/v1/stations/press'));
  expect(settings.masks).toMatchObject({ image: null, ignore: [expect.anything()] });
});

test('a camera that nobody complains of is well', async () => {
  const state = await bodyOf<CameraState>(await ask('/v1/stations/press/camera'));
  expect(state).toEqual({
    stationId: 'press',
    inARow: 0,
    fault: null,
    since: null,
    alerted: false,
  });
  await expectProblem(await ask('/v1/stations/nowhere/camera'), 404, 'station-not-found');
});
