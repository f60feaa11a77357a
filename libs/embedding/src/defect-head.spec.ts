import { expect, test } from 'vitest';
import { backboneManifest, type BackboneManifestInput } from '#contracts';
import { looksMadeWith } from './defect-head.js';

const base: BackboneManifestInput = {
  format: 'touchstone-backbone/1',
  name: 'small',
  version: '1',
  sha256: 'a'.repeat(64),
  inputSize: { width: 64, height: 64 },
  scaling: { mean: [0, 0, 0], deviation: [1, 1, 1] },
  taps: [{ layer: 'one' }],
  gridStride: 8,
  provenance: { source: 'test', licence: 'none' },
};
const head = { dimensions: 8, weights: 'defect-head.bin', sha256: 'b'.repeat(64) };
const spaceOf = (projection?: typeof head & { hidden?: number }) =>
  looksMadeWith(
    'view',
    backboneManifest.parse(projection ? { ...base, defectEmbedding: { projection } } : base),
  );

test('without a head the space of looks is that of the patches: looks that are stored stay valid', () => {
  expect(spaceOf()).toBe('view');
});

test('each head has a space of its own, whatever its file is called', () => {
  const others = [
    { ...head, sha256: 'c'.repeat(64) },
    { ...head, hidden: 4 },
    { ...head, dimensions: 16 },
  ];
  const spaces = [undefined, head, ...others].map((one) => spaceOf(one));
  expect(new Set(spaces).size).toBe(spaces.length);
  expect(spaceOf({ ...head, weights: 'elsewhere.bin' })).toBe(spaceOf(head));
});
