import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Drift } from '#storage';
import { DriftReferences } from '../../../apps/watcher/src/drift/drift-references.js';
import { type Line, startLine } from '../../support/line.js';
import { paintedPart } from '../../support/painted-parts.js';
import { startCalibrator, type StartedApp } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let line: Line;
let calibrator: StartedApp;

beforeAll(async () => {
  line = await startLine();
  await line.putStation('line-1', { screen: { enabled: false, mostGood: 0.05 } });
  for (let seed = 1; seed <= 12; seed++) await line.addNormal(await paintedPart(seed));
  calibrator = await startCalibrator(line.environment);
});
afterAll(async () => {
  await calibrator.stop();
  await line.stop();
});

test('what is usual comes from the normals that the calibration kept', async () => {
  const id = await line.requestCalibration('line-1', true);
  await until(async () => (await line.calibration(id)).endedAt !== null);
  const manifest = (await line.models.active('line-1'))!;
  const { reference } = await new DriftReferences(new Drift(line.database), {
    backboneFolders: [join(line.dataFolder, 'backbones')],
  }).of(manifest);
  expect(reference.embeddings).toHaveLength(12);
  expect(reference.qualities).toHaveLength(12);
});
