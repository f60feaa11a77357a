import { systemClock } from '#telemetry';
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { alertMessage, type Inspection } from '#contracts';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator, startWorker } from '../../support/started-apps.js';
import { until } from '../../support/until.js';
import { startReceiver } from '../../support/webhook-receiver.js';

const change = () => ({ auditId: systemClock.newId(), by: 'anna', at: systemClock.now() });

let line: Line;
let worker: StartedApp;

/** A station with a model learnt by the real calibrator from painted parts. */
async function calibratedStation(id: string, firstSeed = 1): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + 12; seed++)
    await line.addNormal(await paintedPart(seed), id);
  const calibration = await line.requestCalibration(id);
  const ended = await until(async () => {
    const found = await line.calibration(calibration);
    return found.endedAt === null ? null : found;
  });
  expect(ended.failure).toBeNull();
}

const inspectionOf = (frameId: string): Promise<Inspection> =>
  until(() => line.inspections.find(frameId));

const failureOf = (frameId: string) =>
  until(async () => (await line.frames.find(frameId))?.failure ?? null);

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${worker.url}/metrics`)).text();
  const rows = text.split('\n').filter((row) => row.startsWith(name));
  return rows.reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
}

beforeAll(async () => {
  line = await startLine();
  await line.putStation('line-1');
  const calibrator = await startCalibrator(line.environment);
  await calibratedStation('line-1');
  await line.putStation('two-inputs', { input: { size: 96, second: 64 } });
  await calibratedStation('two-inputs', 41);
  await calibrator.stop();
  worker = await startWorker(line.environment);
});

afterAll(async () => {
  await worker.stop();
  await line.stop();
});

const receivers: { stop(): void }[] = [];
afterEach(() => {
  for (const receiver of receivers.splice(0)) receiver.stop();
});

test('a station with two inputs is inspected by its fused score, which says what it saw and where', async () => {
  const model = (await line.models.active('two-inputs'))!;
  expect(model.second?.fusion.first.spread).toBeGreaterThan(0);
  const bytes = await paintedPart(141, { stain: true });
  const facts = { width: 192, height: 160 };
  const bad = await inspectionOf(await line.push(bytes, 'two-inputs', facts));
  expect(bad.input).toEqual({ width: 96, height: 96, second: { width: 64, height: 64 } });
  expect(bad.verdict).toBe('defect');
  const [worst] = bad.regions;
  expect(worst).toMatchObject({ over: 'reject' });
  const { x, y, width, height } = worst!.box;
  expect([x >= 0, y >= 0, x + width <= 192.1, y + height <= 160.1]).toEqual([true, true, true, true]); // prettier-ignore
  expect(worst!.area).toBeLessThanOrEqual(192 * 160);
});

test('a good part is ok, a stained one is a defect with an alert, and all facts are kept', async () => {
  const [good, bad] = [
    await line.push(await paintedPart(100)),
    await line.push(await paintedPart(101, { stain: true })),
  ];
  const [ok, defect] = [await inspectionOf(good), await inspectionOf(bad)];
  expect([ok.verdict, defect.verdict]).toEqual([expect.not.stringMatching('defect'), 'defect']);
  expect(await line.alerts.find(good)).toBeNull();
  expect(await line.alerts.find(bad)).toMatchObject({ verdict: 'defect', delivery: 'none' });
  const model = await line.models.active('line-1');
  expect(defect).toMatchObject({ model: { id: model!.id, version: 1 }, limits: model!.limits });
  expect(defect.imageScore).toBeGreaterThan(model!.limits.reject);
  expect(defect.displayScore).toBeGreaterThan(0.5);
  const { queueMs, fetchMs, decodeMs, waitMs, embedMs, scoreMs, totalMs } = defect.times;
  for (const time of [fetchMs, decodeMs, embedMs, scoreMs]) expect(time).toBeGreaterThan(0);
  const steps = queueMs + fetchMs + decodeMs + waitMs + embedMs + scoreMs;
  expect(steps).toBeLessThan(totalMs + 20);
  expect((await line.inspections.map(bad)).length).toBe(defect.grid.rows * defect.grid.columns);
});

test('the embeddings of a frame are kept once its verdict is there, half a float32 each', async () => {
  const frameId = await line.push(await paintedPart(103));
  const { grid } = await inspectionOf(frameId);
  const kept = await until(() => line.embeddings.find(frameId));
  expect(kept).toMatchObject({ station: 'line-1', ...grid });
  const patches = await line.embeddings.patches(kept);
  expect(patches.length).toBe(2 * grid.rows * grid.columns * kept.dimensions);
  expect(await metric('touchstone_embeddings_total{outcome="kept"}')).toBeGreaterThan(0);
});

test('the same job again leaves one inspection and one alert, counted once', async () => {
  const frameId = await line.push(await paintedPart(102, { stain: true }));
  const first = await inspectionOf(frameId);
  const counted = await until(async () => (await metric('touchstone_frames_total')) || null);
  const alerts = await metric('touchstone_alerts_total');
  const job = { frameId, stationId: 'line-1', acceptedAt: first.acceptedAt };
  await until(async () => (await line.queue.putBack(job)) === 1);
  await until(async () => (await line.queue.backlog()).waiting === 0);
  await inspectionOf(await line.push(await paintedPart(103)));
  expect(await line.inspections.get(frameId)).toEqual(first);
  await until(async () => (await metric('touchstone_frames_total')) === counted + 1);
  expect(await metric('touchstone_alerts_total')).toBe(alerts);
});

test('an image that cannot be decoded fails at its first try, is listed, and can be put back', async () => {
  const good = await paintedPart(104);
  const frameId = await line.push(good.subarray(0, good.length / 2));
  expect(await failureOf(frameId)).toMatchObject({
    code: expect.stringMatching(/^image-/) as string,
    attempts: 1,
  });
  const failed = await line.frames.list({ state: 'failed', limit: 10 });
  expect(failed.items.map((frame) => frame.id)).toContain(frameId);
  const row = await line.frames.get(frameId);
  await line.blobs.put(row.blob, good);
  const back = await line.frames.putBack(frameId, change());
  await line.queue.putBack({
    frameId,
    stationId: 'line-1',
    acceptedAt: back.acceptedAt.toISOString(),
  });
  expect((await inspectionOf(frameId)).frameId).toBe(frameId);
});

test('bytes that are gone, a station without a model: failed for good, with the reason', async () => {
  expect(await failureOf(await line.push(null))).toMatchObject({
    code: 'blob-not-found',
    attempts: 1,
  });
  await line.putStation('bare');
  expect(await failureOf(await line.push(await paintedPart(1), 'bare'))).toMatchObject({
    code: 'no-active-model',
    attempts: 1,
  });
});

test('a job whose frame was deleted does nothing, and the next frame gets its verdict', async () => {
  const frameId = '0190a000-0000-7000-8000-00000000dead';
  await line.queue.add({ frameId, stationId: 'line-1', acceptedAt: new Date().toISOString() });
  await inspectionOf(await line.push(await paintedPart(107)));
  await until(async () => (await line.queue.backlog()).active === 0);
  expect(await line.queue.backlog()).toMatchObject({ waiting: 0, delayed: 0 });
  expect(await line.frames.find(frameId)).toBeNull();
});

test('the webhook gets the alert once, signed, after its receiver came to itself', async () => {
  const receiver = await startReceiver((nth) => (nth === 1 ? 503 : 200));
  receivers.push(receiver);
  const webhook = { url: receiver.url, secret: 'a secret of the test' };
  await line.stations.patch('line-1', { webhook });
  const frameId = await line.push(await paintedPart(105, { stain: true }));
  const delivered = await until(async () => {
    const alert = await line.alerts.find(frameId);
    return alert?.delivery === 'delivered' ? alert : null;
  });
  expect(receiver.posts.map((post) => post.alertId)).toEqual([frameId, frameId]);
  for (const { signature, body } of receiver.posts) {
    const [, time, digest] = /^t=(\d+),v1=(.*)$/.exec(signature)!;
    expect(digest).toBe(
      createHmac('sha256', webhook.secret).update(`${time}.${body}`).digest('hex'),
    );
    const message = alertMessage.parse(JSON.parse(body));
    expect(message.inspection.frameId).toBe(frameId);
    expect(message.alert.id).toBe(delivered.id);
  }
  await line.stations.patch('line-1', { webhook: null });
});

test('a switch of the model in mid-stream: every inspection names the model that made it', async () => {
  const calibrator = await startCalibrator(line.environment);
  const first = await line.models.active('line-1');
  const parts = await Promise.all([200, 201, 202, 203].map((seed) => paintedPart(seed)));
  const pushed: string[] = [];
  const pushOne = async () => pushed.push(await line.push(parts[pushed.length % parts.length]!));
  for (let count = 0; count < 10; count++) await pushOne();
  await Promise.all(pushed.map(inspectionOf));
  await line.stations.patch('line-1', { score: { method: 'maximum', worst: 10, neighbours: 1 } });
  await calibratedStation('line-1', 50);
  await calibrator.stop();
  const second = (await line.models.active('line-1'))!;
  const versions = new Set<number>();
  await until(async () => {
    await pushOne();
    versions.add((await inspectionOf(pushed.at(-1)!)).model.version);
    return versions.has(second.version);
  });
  const byId = new Map([first!, second].map((manifest) => [manifest.id, manifest]));
  for (const id of pushed) {
    const inspection = await inspectionOf(id);
    const manifest = byId.get(inspection.model.id)!;
    expect(inspection.limits).toEqual(manifest.limits);
    const map = await line.inspections.map(id);
    if (manifest.score.method === 'maximum')
      expect(inspection.imageScore).toBeCloseTo(Math.max(...map), 4);
    else expect(inspection.imageScore).toBeLessThan(Math.max(...map));
  }
});

test('a model that scores its references otherwise is refused, and /health says so', async () => {
  await line.putStation('tampered');
  const honest = (await line.models.active('line-1'))!;
  const id = '0190a000-0000-7000-8000-00000000bad0';
  const references = honest.references.map((reference) => ({ ...reference, imageScore: 123 }));
  expect(references.length).toBeGreaterThan(0);
  await line.models.insert({ ...honest, id, station: 'tampered', version: 1, references });
  await line.activate('tampered', id);
  const frameId = await line.push(await paintedPart(106), 'tampered');
  expect(await failureOf(frameId)).toMatchObject({ code: 'model-invalid', attempts: 1 });
  const health = await fetch(`${worker.url}/health/ready`);
  expect(health.status).toBe(503);
  expect(await health.text()).toContain('tampered');
});
