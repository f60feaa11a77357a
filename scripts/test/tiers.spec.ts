import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../setup/paths.mjs';
import { count, slowest } from './tiers.mjs';

const result = (status: string) => ({ status, fullName: `it ${status}` });

test('passed, failed, skipped and todo tests are counted over all files', () => {
  const report = {
    testResults: [
      { name: 'a', status: 'failed', assertionResults: ['passed', 'failed'].map(result) },
      { name: 'b', status: 'passed', assertionResults: ['passed', 'skipped', 'todo'].map(result) },
    ],
  };
  expect(count('small', 1, report)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
    failures: ['small: it failed'],
  });
});

test('a file that does not load is a failure', () => {
  const report = { testResults: [{ name: '/x/a', status: 'failed', assertionResults: [] }] };
  expect(count('small', 1, report)).toMatchObject({ passed: 0, failed: 1 });
});

test('a run that crashed is a failure, whatever it reported', () => {
  expect(count('small', 1, null)).toMatchObject({ passed: 0, failed: 1 });
  const report = {
    testResults: [{ name: 'a', status: 'passed', assertionResults: [result('passed')] }],
  };
  expect(count('small', 139, report)).toMatchObject({ passed: 1, failed: 1 });
});

test('the five slowest files are said, the slowest first', () => {
  const testResults = [1, 7, 3, 2, 6, 5].map((seconds) => ({
    name: path.join(root, `${seconds}.spec.ts`),
    startTime: 10_000,
    endTime: 10_000 + seconds * 1000,
  }));
  expect(slowest({ testResults })).toEqual(
    [7, 6, 5, 3, 2].map((seconds) => `slowest: ${seconds}.0 s  ${seconds}.spec.ts`),
  );
  expect(slowest(null)).toEqual([]);
});
