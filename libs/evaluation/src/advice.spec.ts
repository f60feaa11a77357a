import { expect, test } from 'vitest';
import { adviceFrom } from '#calibration';
import { adviceText } from './advice.js';

test('says what is kept, what is found, and the limit of least cost where costs are known', () => {
  const good = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20];
  const costs = { falseAlarm: 2, miss: 100, defectShare: 0.01 };
  const text = adviceText(adviceFrom(good, [5.5, 10, 11, 12, 30], costs));
  expect(text).toContain('good kept when misses are at most     0 %: 50.0 %');
  expect(text).toContain('defects found when alarms are at most 0 %: 20.0 %');
  expect(text).toMatch(/least cost at limit \S+: 10.0 % false alarms, 20.0 % misses/);
  expect(adviceText(adviceFrom(good, [30]))).not.toContain('least cost');
  expect(adviceText(null)).toBe('');
});
