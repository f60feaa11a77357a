import { describe, expect, it } from 'vitest';
import { distillationDefaults } from '#training';
import { settingsOf, type DistillOptions } from './options.js';

const plain: DistillOptions = {
  teacher: 't',
  images: 'i',
  out: 'o',
  checkpointEvery: '250',
  name: 'small',
  modelVersion: '1',
  licence: 'Apache-2.0',
};

describe('settingsOf', () => {
  it('is the recipe where nothing is asked for', () => {
    expect(settingsOf(plain)).toEqual({ settings: distillationDefaults, checkpointEvery: 250 });
  });

  it('takes what is asked for, and warms up in at most a tenth of a short run', () => {
    const { settings } = settingsOf({ ...plain, steps: '50', batch: '4', size: '64', seed: '9' });
    expect(settings).toMatchObject({ batch: 4, size: 64, seed: 9 });
    expect(settings.schedule).toMatchObject({ steps: 50, warmUpSteps: 5 });
  });

  it.each([
    [{ size: '100' }, /--size/],
    [{ steps: '0' }, /--steps/],
    [{ seed: 'today' }, /--seed/],
    [{ checkpointEvery: '-1' }, /--checkpoint-every/],
  ])('refuses %j by the name of the option', (wrong, message) => {
    expect(() => settingsOf({ ...plain, ...wrong })).toThrow(message);
  });
});
