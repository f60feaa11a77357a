import { expect, test } from 'vitest';
import { similarQuery } from '#contracts';
import { listPath, similarPath } from './similar-query.js';

const filter = {
  station: 'line-1',
  verdict: 'defect',
  label: ' scratch ',
  within: '0.05',
  period: 'hour',
} as const;
const asked = (path: string) =>
  similarQuery.parse(Object.fromEntries(new URLSearchParams(path.split('?')[1])));

test('what is chosen is what the API is asked', () => {
  const region = { x: 0.123456, y: 0.5, width: 0.876544, height: 0.25 };
  const path = similarPath('f1', filter, region, Date.parse('2026-01-31T08:00:00Z'));
  expect(asked(path)).toMatchObject({
    station: 'line-1',
    verdict: 'defect',
    label: 'scratch',
    within: 0.05,
    from: '2026-01-31T07:00:00.000Z',
    region: { x: 0.1235, y: 0.5, width: 0.8765, height: 0.25 },
  });
});

test('without a choice all are looked through, as whole pictures', () => {
  const path = similarPath('f1', { station: null, verdict: null, label: '', within: '', period: 'all' }, null, 0); // prettier-ignore
  expect(asked(path)).toMatchObject({ count: 24, metric: 'cosine', format: 'json' });
  expect(path).not.toMatch(/station|verdict|label|within|from|region/);
});

test('the list is of the same question', () => {
  const path = similarPath('f1', filter, null, 0);
  expect(asked(listPath(path))).toEqual({ ...asked(path), count: 1000, format: 'csv' });
});
