import { afterAll, beforeAll, expect, test } from 'vitest';
import { NormalDecisions } from '#storage';
import { systemClock } from '#telemetry';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

const station = 'line-rare';
let line: Line;
let calibrator: StartedApp;

beforeAll(async () => {
  line = await startLine();
  calibrator = await startCalibrator(line.environment);
  await line.putStation(station, { screen: { enabled: false, mostGood: 0.05 } });
});

afterAll(async () => {
  await calibrator.stop();
  await line.stop();
});

async function calibrated() {
  const id = await line.requestCalibration(station);
  const ended = await until(async () => {
    const found = await line.calibration(id);
    return found.endedAt === null ? null : found;
  });
  return (await line.models.find(ended.modelId!))!;
}

test('a normal that a person calls rare stays in the bank, and the next limits are those without it', async () => {
  for (let seed = 1; seed <= 15; seed++) await line.addNormal(await paintedPart(seed), station);
  const stained = await line.addNormal(await paintedPart(101, { stain: true }), station);
  const before = await calibrated();
  const [odd] = before.certificate.oddNormals;
  expect(odd).toMatchObject({ frameId: stained, score: before.limits.reject });
  expect(odd!.without.reject).toBeLessThan(before.limits.reject);

  await new NormalDecisions(line.database).decide({
    station,
    normalId: stained,
    decision: 'rare',
    why: 'a water mark that customers take',
    by: 'anna',
    at: systemClock.now(),
    auditId: systemClock.newId(),
  });
  const after = await calibrated();
  // The same normals in the same banks: only what sets the limits is another thing.
  expect(after.bank.sha256).toBe(before.bank.sha256);
  expect(after.limits).toMatchObject(odd!.without);
  expect(after.certificate).toMatchObject({
    frames: 16,
    parts: before.certificate.parts - 1,
    rare: { parts: 1, frames: [stained], scores: [odd!.score], over: { reject: 1 } },
  });
  expect(after.certificate.cannotPromise[2]).toContain('1 of 16 parts was called rare but good');
  expect(after.certificate.oddNormals.map(({ frameId }) => frameId)).not.toContain(stained);
});
