import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insistOnSha256, sha256Of } from './checksum.mjs';

// The example of FIPS 180-4.
const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-sum-'));
  file = join(folder, 'abc');
  writeFileSync(file, 'abc');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the SHA-256 of a file is that of its bytes', async () => {
  expect(await sha256Of(file)).toBe(ofAbc);
});

test('a file with another SHA-256 is refused with both sums', async () => {
  await expect(insistOnSha256(file, ofAbc, 'abc')).resolves.toBeUndefined();
  const other = ofAbc.replace('b', 'c');
  await expect(insistOnSha256(file, other, 'abc')).rejects.toThrow(
    `abc has the SHA-256 ${ofAbc}; expected ${other}`,
  );
});
