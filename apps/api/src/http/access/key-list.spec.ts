import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, shortKeys } from './key-list.js';

test('a list of keys is read, with names and without; spaces and empty places beside keys are nothing', () => {
  expect(keysOf(' anna=key-of-anna, nobodys-key,,')).toEqual([
    { name: 'anna', key: 'key-of-anna' },
    { name: null, key: 'nobodys-key' },
  ]);
  expect(keysOf('')).toEqual([]);
  expect(keysOf('  ')).toEqual([]);
});

test('a key in base64 is one key, with a name and without', () => {
  const base64 = 'q83vASNFZ4mrze8BI0VniQ==';
  expect(keysOf(`${base64},anna=${base64}x`)).toEqual([
    { name: null, key: base64 },
    { name: 'anna', key: `${base64}x` },
  ]);
});

test.each([
  [',', /no key between/],
  ['anna=', /the key of "anna"/],
  ['ben=key-of-ben,anna==', /the key of "anna", number 2/],
  ['x', /key number 1 has fewer than 6/],
  ['anna=x', /the key of "anna" has fewer than 6/],
  ['a=key-of-a', /"a" is too short for a name/],
  ['anna=aaaaaaaaaaaa', /the key of "anna" has fewer than 4 different/],
  ['anna=change-me', /the key of "anna" is one that everybody tries/],
  ['benjamin=Benjamin', /the key of "benjamin" is one that everybody tries/],
  ['anna=first-key,ANNA=second-key', /the name "ANNA" stands there twice/],
  ['anna=same-key,ben=same-key', /the key of "ben" stands there twice/],
  ['same-key,same-key', /key number 2 stands there twice/],
])('%s is refused by name', (list, reason) => {
  expect(() => keysOf(list)).toThrow(reason);
});

test('no refusal shows a key', () => {
  const letters = [...'abcdef0123456789'];
  const secret = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(secret, (chosen) => {
      const key = `k-${chosen.join('')}`;
      expect(refusalOf(`anna=${key},ben=${key}`)).not.toContain(key);
      expect(refusalOf(`anna=key-of-anna,anna=${key}`)).not.toContain(key);
    }),
  );
});

function refusalOf(list: string): string {
  try {
    keysOf(list);
  } catch (error) {
    return String(error);
  }
  throw new Error('the list was taken');
}

test('short keys are taken, and named for the log', () => {
  const keys = keysOf('anna=sekret,ben=0123456789abcdef,sekret-2');
  expect(shortKeys(keys)).toEqual([
    expect.stringContaining('the key of "anna" has fewer than 16') as string,
    expect.stringContaining('key number 3 has fewer than 16') as string,
  ]);
});
