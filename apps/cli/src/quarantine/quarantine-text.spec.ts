import type { Quarantined } from '#contracts';
import { expect, test } from 'vitest';
import { quarantineText } from './quarantine-text.js';

const one: Quarantined = {
  id: '6a8a4e16-0a4e-4a53-9a8e-1d2b1f6c0a11',
  stationId: 'press',
  state: 'quarantined',
  findings: [{ reason: 'blurred', detail: 'Less sharp.', value: 1, limit: 2, likeFrame: null }],
  partId: 'p7',
  lot: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  setAsideAt: '2026-01-01T00:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  note: null,
};

test('says who waits and why, and who decided what', () => {
  expect(quarantineText('press', [one])).toBe(
    `${one.id}  waits, part p7\n  blurred: Less sharp.\n`,
  );
  const used = { ...one, state: 'in' as const, decidedBy: 'anna', note: 'fine', findings: [] };
  expect(quarantineText('press', [used])).toBe(`${one.id}  used by anna: fine, part p7\n`);
  expect(quarantineText('press', [])).toContain('Nothing of press');
});
