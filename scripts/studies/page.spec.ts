import { expect, test } from 'vitest';
import { figuresOf, pageOf } from './page.mjs';

test('figures become a table for each subject, with every column that one of its cases has', () => {
  const kept = [
    { name: 'limits: 99 parts', figures: { rate: 0.0100012, inside: 0.95 } },
    { name: 'drift: none', figures: { alarms: 3 } },
    { name: 'limits: 20 parts', figures: { rate: 0.05 } },
  ];
  const page = pageOf(figuresOf(kept.map((one) => `${JSON.stringify(one)}\n`).join('')));
  expect(page).toContain('## Drift\n\n| case | alarms |\n| --- | --- |\n| none | 3 |');
  expect(page).toContain('| 20 parts | 0.05 |  |\n| 99 parts | 0.01 | 0.95 |');
});
