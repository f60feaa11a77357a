import { describe, expect, it } from 'vitest';
import { backboneManifest } from '#contracts';
import { distillationDefaults } from './settings.js';
import { studentManifest } from './student-manifest.js';
import { initialValues } from './student-state.js';

describe('studentManifest', () => {
  const checkpoint = {
    step: 7,
    settings: distillationDefaults,
    inputs: { teacher: '', images: '' },
    statistics: { mean: [], deviation: [] },
    values: initialValues(distillationDefaults),
  };
  const saved = { weightBytes: 4, sha256: 'a'.repeat(64) };
  const words = { name: 'small', version: '1', licence: 'Apache-2.0', teacher: 't', images: 'i' };

  it('is a manifest as the contracts have it, with nothing left to default', () => {
    const manifest = studentManifest(checkpoint, saved, words);
    expect(backboneManifest.parse(manifest)).toEqual(manifest);
  });

  it('scales pixels of 0 to 255 as the student saw them while it trained', () => {
    const { scaling } = studentManifest(checkpoint, saved, words);
    const seen = (255 - scaling.mean[0]) / scaling.deviation[0];
    expect(seen).toBeCloseTo((1 - 0.45) / 0.25, 10);
  });
});
