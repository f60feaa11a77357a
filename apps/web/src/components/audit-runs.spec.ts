import { expect, test } from 'vitest';
import { runsOf } from './audit-runs.js';

const entry = (by: string, action: string) => ({ by, action });

test('a folder of normals is one line, what others did in between stays apart', () => {
  const added = entry('anna', 'normal-added');
  const entries = [added, added, entry('ben', 'normal-added'), added, added, added];
  expect(runsOf(entries).map(({ entry: { by }, times }) => [by, times])).toEqual([
    ['anna', 2],
    ['ben', 1],
    ['anna', 3],
  ]);
});

test('a folder of test pictures with masks is two lines, though adding and masking take turns', () => {
  const pair = [entry('anna', 'test-picture-mask-set'), entry('anna', 'test-picture-added')];
  const entries = [...pair, ...pair, entry('anna', 'settings-changed'), ...pair];
  expect(runsOf(entries).map(({ entry: { action }, times }) => [action, times])).toEqual([
    ['test-picture-mask-set', 2],
    ['test-picture-added', 2],
    ['settings-changed', 1],
    ['test-picture-mask-set', 1],
    ['test-picture-added', 1],
  ]);
});

test('changes of settings stay apart: each says something of its own', () => {
  const changed = entry('anna', 'settings-changed');
  expect(runsOf([changed, changed])).toHaveLength(2);
});
