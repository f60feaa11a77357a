import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cameraMessage, cameraSettings, type Inspection } from '#contracts';
import { CameraStates } from '#storage';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator, startWorker } from '../../support/started-apps.js';
import { until } from '../../support/until.js';
import { startReceiver } from '../../support/webhook-receiver.js';

let line: Line;
const workers: StartedApp[] = [];
const camera = cameraSettings.parse({ alertAfter: 3 });

beforeAll(async () => {
  line = await startLine();
  await line.putStation('line-1', { camera });
  for (let seed = 1; seed <= 14; seed++) await line.addNormal(await paintedPart(seed));
  const calibrator = await startCalibrator(line.environment);
  const calibration = await line.requestCalibration('line-1');
  const ended = await until(async () => {
    const found = await line.calibration(calibration);
    return found.endedAt === null ? null : found;
  });
  expect(ended.failure).toBeNull();
  await calibrator.stop();
  workers.push(await startWorker(line.environment), await startWorker(line.environment));
});

afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await line.stop();
});

const inspectionOf = (frameId: string): Promise<Inspection> =>
  until(() => line.inspections.find(frameId));

const blurred = async (seed: number): Promise<Buffer> =>
  sharp(await paintedPart(seed))
    .blur(4)
    .jpeg({ quality: 92 })
    .toBuffer();

async function faultsCounted(cause: string): Promise<number> {
  const texts = await Promise.all(
    workers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()),
  );
  const rows = texts.flatMap((text) => text.split('\n'));
  const named = rows.filter((row) => row.startsWith(`touchstone_camera_faults_total`));
  return named
    .filter((row) => row.includes(`cause="${cause}"`))
    .reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
}

test('blurred frames in a row are invalid and scored; one camera alert comes at the third, and the next good one clears it', async () => {
  const receiver = await startReceiver((nth) => (nth === 1 ? 503 : 200));
  const webhook = { url: receiver.url, secret: 'a secret of the test' };
  await line.stations.patch('line-1', { webhook });
  const cameras = new CameraStates(line.database);
  const good = await inspectionOf(await line.push(await paintedPart(100)));
  expect(good.fault).toBeNull();
  expect(good.quality?.focus).toBeGreaterThan(0);
  for (let seed = 101; seed < 106; seed++) {
    const frameId = await line.push(await blurred(seed));
    const invalid = await inspectionOf(frameId);
    expect(invalid).toMatchObject({ verdict: 'invalid', fault: { cause: 'blurred' } });
    expect(invalid.fault!.text).toMatch(/^blurred: \d+ % of the usual sharpness$/);
    expect(invalid.imageScore).toBeGreaterThan(0);
    expect(await line.alerts.find(frameId)).toBeNull();
  }
  expect(await cameras.get('line-1')).toMatchObject({ inARow: 5, alerted: true });
  const end = await line.push(await paintedPart(110));
  expect((await inspectionOf(end)).fault).toBeNull();
  const posts = await until(() => (receiver.posts.length >= 3 ? receiver.posts : null));
  const messages = posts.map(({ body }) => cameraMessage.parse(JSON.parse(body)));
  const raised = messages.filter(({ change }) => change === 'raised');
  expect(new Set(raised.map(({ id }) => id)).size).toBe(1);
  expect(raised[0]).toMatchObject({ inARow: 3, fault: { cause: 'blurred' } });
  const cleared = messages.filter(({ change }) => change === 'cleared');
  expect(new Set(cleared.map(({ frameId }) => frameId))).toEqual(new Set([end]));
  expect(await faultsCounted('blurred')).toBe(5);
  await until(async () => (await cameras.pending(end)) === null || null);
  receiver.stop();
  await line.stations.patch('line-1', { webhook: null });
});

test('the very same picture again is a frozen camera; without the check the score decides', async () => {
  const bytes = await paintedPart(120);
  expect((await inspectionOf(await line.push(bytes))).fault).toBeNull();
  const frozen = await inspectionOf(await line.push(bytes));
  expect(frozen).toMatchObject({ verdict: 'invalid', fault: { cause: 'frozen', range: null } });
  await line.putStation('line-1', { camera: { ...camera, check: false } });
  const free = await until(async () => {
    const inspection = await inspectionOf(await line.push(bytes));
    return inspection.fault === null ? inspection : null;
  });
  expect(free.verdict).not.toBe('invalid');
});
