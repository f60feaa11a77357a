import { expect, test } from 'vitest';
import { backboneManifest } from './models/backbone-manifest.js';
import { stationId } from './frames/ids.js';
import { regionOfInterest } from './frames/region.js';
import { stationSettings } from './stations/station-settings.js';
import { targets } from './stations/targets.js';

const zeros = '0'.repeat(64);

test('a short manifest gets the documented defaults', () => {
  const manifest = backboneManifest.parse({
    format: 'touchstone-backbone/1',
    name: 'tiny',
    version: '1',
    sha256: zeros,
    inputSize: { width: 256, height: 256 },
    scaling: { mean: [0, 0, 0], deviation: [1, 1, 1] },
    taps: [{ layer: 'out' }],
    gridStride: 16,
    provenance: { source: 'here', licence: 'Apache-2.0' },
  });
  expect(manifest).toMatchObject({
    colourOrder: 'rgb',
    neighbourhood: 1,
    l2Norm: false,
    imageEmbedding: { pooling: 'gap', l2Norm: true },
    taps: [{ layer: 'out', resize: 'mean' }],
  });
});

test('a station made with nothing said has the defaults of the design', () => {
  expect(stationSettings.parse({})).toMatchObject({
    backbone: 'touchstone-small',
    bank: { rows: 2000 },
    score: { method: 'worst-mean', worst: 5 },
    targets: { reject: 0.01, review: 0.05, whileProvisional: 0.1 },
    alertOn: ['defect'],
  });
});

test.each(['', '-a', 'A', 'a b', 'a/b', '..', 'a'.repeat(64)])(
  'the station id %j is refused',
  (id) => {
    expect(stationId.safeParse(id).success).toBe(false);
  },
);

test('a region that leaves the frame is refused', () => {
  expect(regionOfInterest.safeParse({ x: 0.5, y: 0, width: 0.6, height: 1 }).success).toBe(false);
  expect(regionOfInterest.safeParse({ x: 0.5, y: 0, width: 0.5, height: 1 }).success).toBe(true);
});

test('the review rate may not be below the reject rate', () => {
  expect(targets.safeParse({ reject: 0.05, review: 0.01 }).success).toBe(false);
});
