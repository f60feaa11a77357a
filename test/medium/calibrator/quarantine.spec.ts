import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#telemetry';
import { Quarantine } from '#storage';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { type StartedApp, startCalibrator } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

const station = 'poisoned';
let line: Line;
let calibrator: StartedApp;
let quarantine: Quarantine;

beforeAll(async () => {
  line = await startLine();
  calibrator = await startCalibrator(line.environment);
  quarantine = new Quarantine(line.database);
  await line.putStation(station);
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

const decide = (normalId: string, decision: 'use' | 'keep-out') =>
  quarantine.decide({
    station,
    normalId,
    decision,
    by: 'anna',
    note: '',
    at: systemClock.now(),
    auditId: systemClock.newId(),
  });
const waiting = async () =>
  (await quarantine.list({ station, state: 'quarantined', limit: 50 })).items;

test('stained parts among the normals go to the quarantine, and a person has the last word', async () => {
  for (let seed = 1; seed <= 30; seed++) await line.addNormal(await paintedPart(seed), station);
  const stained: string[] = [];
  for (const seed of [101, 102])
    stained.push(await line.addNormal(await paintedPart(seed, { stain: true }), station));

  const first = await calibrated();
  const found = await waiting();
  const ids = found.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(stained));
  // The tiny backbone sees little: a good one or two are beyond its tail.
  expect(ids.length).toBeLessThanOrEqual(4);
  const onlyExtreme = found.filter(({ findings }) =>
    findings.every(({ reason }) => reason === 'extreme'),
  );
  const { screening, frames } = first.certificate;
  expect(screening).toMatchObject({ looked: 32, setAside: ids.length });
  expect(screening!.expectedMissed!.because).toContain('synthetic');
  // Those that are extreme and nothing else wait, so their scores still count in the limits.
  expect(frames).toBe(32 - ids.length + onlyExtreme.length);

  await calibrated();
  expect((await waiting()).map(({ id }) => id).sort()).toEqual(ids.toSorted());

  await decide(stained[0]!, 'use');
  await decide(stained[1]!, 'keep-out');
  await calibrated();
  expect((await quarantine.find(station, stained[0]!))!.state).toBe('in');
  expect((await quarantine.find(station, stained[1]!))!.state).toBe('kept-out');
});
