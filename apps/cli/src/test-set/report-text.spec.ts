import { expect, test } from 'vitest';
import type { TestComparison, TestReport } from '#contracts';
import { comparisonText, reportText } from './report-text.js';

const share = (parts: number, of: number) => ({
  parts,
  share: parts / of,
  interval95: [0, 0.5] as [number, number],
});
const counts = { parts: 4, defect: share(2, 4), review: share(1, 4), ok: share(1, 4) };
const report: TestReport = {
  stationId: 'line-9',
  model: { id: 'm', version: 3, state: 'active', limits: { warn: 1, reject: 2, scale: 1 } },
  counts: { good: 0, bad: 5, masks: 0, kinds: [{ kind: 'dent', pictures: 5 }] },
  judgedAt: '2026-03-04T05:06:07.000Z',
  seconds: 1.23,
  judged: 4,
  notJudged: 1,
  unreadable: [],
  pixels: null,
  figures: {
    imageAuroc: null,
    good: null,
    bad: counts,
    kinds: [{ kind: 'dent', imageAuroc: null, verdicts: counts }],
    histogram: { from: 0, to: 1, good: [], bad: [] },
    misses: [{ pictureId: 'p1', kind: 'dent', imageScore: 0.5, displayScore: 0.18, verdict: 'ok' }],
    missed: 3,
    falseAlarms: [],
    alarmed: 0,
    cameraFaults: 0,
  },
  missing: ['Without good parts there is no ranking.'],
};

test('the report has the three shares of each kind with intervals, the worst misses, and what is missing', () => {
  const text = reportText(report);
  expect(text).toContain('version 3 (active): 0 good and 5 bad pictures');
  expect(text).toContain('1 pictures are not judged yet');
  expect(text).toMatch(/dent \(4\) +50 % \(0 % to 50 %\) +25 % \(0 % to 50 %\) +25 %/);
  expect(text).toContain('passed though bad, lowest score first (3)');
  expect(text).toContain('0.18  p1  dent');
  expect(text).toContain('and 2 more');
  expect(text).toContain('- Without good parts there is no ranking.');
});

const comparison: TestComparison = {
  stationId: 'line-9',
  modelId: 'n',
  version: 4,
  against: 'm',
  againstVersion: 3,
  compared: { good: 2, bad: 5 },
  notJudged: 0,
  newlyCaught: [],
  newAlarms: [],
  alarmsGone: [],
  newMisses: [
    {
      pictureId: 'p2',
      known: 'bad',
      kind: 'dent',
      fileName: 'dent/7.png',
      before: { imageScore: 3, displayScore: 0.9, verdict: 'defect' },
      after: { imageScore: 0, displayScore: 0.1, verdict: 'ok' },
    },
  ],
  warning: 'Version 4 passes 1 of 5 known bad pictures that version 3 catches.',
};

test('what passes and was caught before is said loudly, with the file', () => {
  const text = comparisonText(comparison);
  expect(text).toContain('WARNING: Version 4 passes 1 of 5');
  expect(text).toContain('defect 0.90 -> ok 0.10  dent/7.png  dent');
  expect(comparisonText({ ...comparison, newMisses: [], warning: null })).not.toContain('WARNING');
});
