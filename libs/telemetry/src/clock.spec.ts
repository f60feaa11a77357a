import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameIdForKey, systemClock, uuidV7 } from './clock.js';
import { frameId } from '#contracts';

test('every id is a UUID that the schema takes', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 47 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      fc.string(),
      (time, random, key) => {
        expect(frameId.safeParse(uuidV7(time, random)).success).toBe(true);
        expect(frameId.safeParse(frameIdForKey('line-1', key)).success).toBe(true);
      },
    ),
  );
});

test('fresh ids sort by time', () => {
  const random = new Uint8Array(10).fill(255);
  expect(uuidV7(1000, random) < uuidV7(1001, new Uint8Array(10))).toBe(true);
});

test('version 7 gives the published example of RFC 9562, appendix A.6', () => {
  const random = Buffer.from('0cc318c4dc0c0c07398f', 'hex');
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('the same key gives the same frame id, at one station only', () => {
  expect(frameIdForKey('a', 'k')).toBe(frameIdForKey('a', 'k'));
  expect(frameIdForKey('a', 'k')).not.toBe(frameIdForKey('b', 'k'));
  expect(frameIdForKey('a', 'k')).not.toBe(frameIdForKey('a', 'l'));
});

test('two fresh ids differ', () => {
  expect(systemClock.newId()).not.toBe(systemClock.newId());
});
