import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  newestCheckpoint,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from './checkpoint.js';
import { distillationDefaults } from './settings.js';
import { initialValues } from './student-state.js';

const widths = { stride2: 2, stride4: 3, stride8: 4, stride16: 5, head: 6, embedding: 7 };
const settings = { ...distillationDefaults, widths };
const checkpoint = (step: number): Checkpoint => ({
  step,
  settings,
  inputs: { teacher: 't', images: 'i' },
  statistics: { mean: [0.1, -3], deviation: [1 / 3, 2] },
  values: initialValues(settings),
});

describe('checkpoints', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('come back from disk as they were written', async () => {
    const path = await writeCheckpoint(folder, checkpoint(20));
    expect(await readCheckpoint(path)).toEqual(checkpoint(20));
  });

  it('replace the same step, and the one with the most steps is the newest', async () => {
    for (const step of [9, 1000, 1000, 20]) await writeCheckpoint(folder, checkpoint(step));
    expect(await newestCheckpoint(folder)).toBe(join(folder, 'step-001000'));
    expect(await newestCheckpoint(join(folder, 'new'))).toBeUndefined();
  });

  it('refuse an altered and a truncated state by name', async () => {
    const path = join(await writeCheckpoint(folder, checkpoint(1)), 'state.bin');
    const state = await readFile(path);
    await writeFile(path, state.subarray(0, state.length - 4));
    await expect(readCheckpoint(join(folder, 'step-000001'))).rejects.toThrow(/state\.bin/);
    state[100]! ^= 1;
    await writeFile(path, state);
    await expect(readCheckpoint(join(folder, 'step-000001'))).rejects.toThrow(/state\.bin/);
  });
});
