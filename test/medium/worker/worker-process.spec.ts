import type { DeadlineAnswer, FrameVerdict } from '#contracts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi } from '../../support/api.js';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf } from '../../support/http.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let line: Line;

beforeAll(async () => {
  line = await startLine();
  await line.putStation('line-1');
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed));
  const calibrator = await startCalibrator(line.environment);
  const calibration = await line.requestCalibration();
  await until(async () => (await line.calibration(calibration)).state === 'done');
  await calibrator.stop();
});

afterAll(async () => line.stop());

/** Every third one is stained. */
async function pushMany(count: number, firstSeed: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++)
    ids.push(await line.push(await paintedPart(firstSeed + index, { stain: index % 3 === 0 })));
  return ids;
}

async function inspectedOf(ids: string[]): Promise<number> {
  const found = await Promise.all(ids.map((id) => line.inspections.find(id)));
  return found.filter((inspection) => inspection !== null).length;
}

test('a worker is killed in the middle of its batches: another one inspects every frame, once', async () => {
  const ids = await pushMany(120, 1000);
  const doomed = await startAppProcess('worker', line.environment);
  await until(async () => (await inspectedOf(ids)) > 5);
  await doomed.end('SIGKILL');
  const before = await inspectedOf(ids);
  expect(before).toBeLessThan(ids.length);
  const heir = await startAppProcess('worker', line.environment);
  await until(async () => (await inspectedOf(ids)) === ids.length);
  const inspections = await Promise.all(ids.map((id) => line.inspections.get(id)));
  const defects = inspections.filter(({ verdict }) => verdict === 'defect');
  const alerts = await line.alerts.list({ limit: 500 });
  expect(alerts.items.map(({ id }) => id).sort()).toEqual(
    defects.map(({ frameId }) => frameId).sort(),
  );
  expect((await line.frames.backlogs()).get('line-1')).toBeUndefined();
  await heir.end('SIGTERM');
});

test('SIGTERM: the frames in hand are finished, the others wait for the next worker', async () => {
  const ids = await pushMany(120, 2000);
  const leaving = await startAppProcess('worker', line.environment);
  await until(async () => (await inspectedOf(ids)) > 5);
  await leaving.end('SIGTERM');
  const [inspected, { waiting, active }] = [await inspectedOf(ids), await line.queue.backlog()];
  expect({ active, total: inspected + waiting }).toEqual({ active: 0, total: ids.length });
  expect(waiting).toBeGreaterThan(0);
  const next = await startAppProcess('worker', line.environment);
  await until(async () => (await inspectedOf(ids)) === ids.length);
  await next.end('SIGTERM');
});

test('a worker on WASM: the same scores for the same frames, and it says loudly what it runs on', async () => {
  const parts = await Promise.all(
    [1, 2, 3].map((seed) => paintedPart(seed, { stain: seed === 2 })),
  );
  const scoresOn = async (backend: string) => {
    const worker = await startAppProcess('worker', {
      ...line.environment,
      TOUCHSTONE_BACKEND: backend,
    });
    const said = await (await fetch(`${worker.url}/metrics`)).text();
    const ids = await Promise.all(parts.map((bytes) => line.push(bytes)));
    await until(async () => (await inspectedOf(ids)) === ids.length);
    await worker.end('SIGTERM');
    const inspections = await Promise.all(ids.map((id) => line.inspections.get(id)));
    return { said, scores: inspections.map(({ imageScore }) => imageScore) };
  };
  const [wasm, best] = [await scoresOn('wasm'), await scoresOn('native')];
  expect(wasm.said).toContain('touchstone_backend_info{backend="wasm"} 1');
  wasm.scores.forEach((score, index) => expect(score).toBeCloseTo(best.scores[index]!, 3));
});

test.each([
  ['held', 'SIGSTOP', 3_000],
  ['killed', 'SIGKILL', 3_001],
] as const)(
  'a worker is %s: the push is answered at its deadline, and the inspection comes late, beside that',
  async (_, how, seed) => {
    const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
    const api = await startApi({ redisUrl: line.redis.url, databaseUrl: line.postgres.url }, { blobs }); // prettier-ignore
    const worker = await startAppProcess('worker', line.environment);
    if (how === 'SIGSTOP') worker.hold();
    else await worker.end(how);
    const answer = await bodyOf<DeadlineAnswer>(
      await fetch(`${api.url}/v1/stations/line-1/frames`, {
        method: 'POST',
        body: await paintedPart(seed),
        headers: { 'content-type': 'image/png', prefer: 'wait=30', 'touchstone-deadline': '400' },
      }),
    );
    expect(answer).toMatchObject({ verdict: 'defect', decidedBy: 'deadline', recorded: true });
    const goesOn = await another(worker, how);
    const verdict = await until(async () => {
      const said = await fetch(`${api.url}/v1/frames/${answer.frameId}/verdict`);
      const body = await bodyOf<FrameVerdict>(said);
      return body.inspection && body;
    });
    expect(verdict).toMatchObject({ verdict: 'defect', decidedBy: 'deadline' });
    expect(verdict.inspection!.frameId).toBe(answer.frameId);
    await goesOn.end('SIGTERM');
    await api.stop();
  },
);

async function another(worker: AppProcess, how: 'SIGSTOP' | 'SIGKILL'): Promise<AppProcess> {
  if (how === 'SIGKILL') return startAppProcess('worker', line.environment);
  worker.goOn();
  return worker;
}
