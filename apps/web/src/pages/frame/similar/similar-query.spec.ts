import { expect, test } from 'vitest';
import { addressOf, type Named } from '#client';
import { similarQuery } from '#contracts';
import { listNamed, similarNamed, similarPath } from './similar-query.js';

const filter = {
  station: 'line-1',
  verdict: 'defect',
  label: ' scratch ',
  within: '0.05',
  period: 'hour',
} as const;
const queryOf = (named: Named<typeof similarPath>) =>
  Object.fromEntries(new URLSearchParams(addressOf(similarPath, named).split('?')[1]));
const asked = (named: Named<typeof similarPath>) => similarQuery.parse(queryOf(named));

test('what is chosen is what the API is asked', () => {
  const region = { x: 0.123456, y: 0.5, width: 0.876544, height: 0.25 };
  const named = similarNamed('f1', filter, region, Date.parse('2026-01-31T08:00:00Z'));
  expect(asked(named)).toMatchObject({
    station: 'line-1',
    verdict: 'defect',
    label: 'scratch',
    within: 0.05,
    from: '2026-01-31T07:00:00.000Z',
    region: { x: 0.1235, y: 0.5, width: 0.8765, height: 0.25 },
  });
});

test('without a choice all are looked through, as whole pictures', () => {
  const named = similarNamed('f1', { station: null, verdict: null, label: '', within: '', period: 'all' }, null, 0); // prettier-ignore
  expect(asked(named)).toMatchObject({ count: 24, metric: 'cosine', format: 'json' });
  expect(Object.keys(queryOf(named))).toEqual(['count']);
});

test('the list is of the same question', () => {
  const named = similarNamed('f1', filter, null, 0);
  expect(asked(listNamed(named))).toEqual({ ...asked(named), count: 1000, format: 'csv' });
});
