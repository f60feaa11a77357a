import { expect, test } from 'vitest';
import { newPin, roleByPin } from './pins.js';

test.each(['7294', '002468135790', '1357924680'])('%s can be a PIN', (pin) => {
  expect(newPin.safeParse(pin).success).toBe(true);
});

test.each(['', '729', '1111', '1234', '987654', '72a4', '7294 ', '1234567890123'])(
  '%j can be none',
  (pin) => {
    expect(newPin.safeParse(pin).success).toBe(false);
  },
);

test('by PIN everybody is an operator at most', () => {
  expect(['viewer', 'operator', 'engineer', 'administrator'].map((role) => roleByPin(role as never))).toEqual(['viewer', 'operator', 'operator', 'operator']); // prettier-ignore
});
