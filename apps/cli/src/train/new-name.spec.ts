import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newName } from './new-name.js';

test.each([
  ['models/Line-3', 'line-3'],
  ['a/line_3.v2/', 'line_3.v2'],
])('%s becomes %s', (out, name) => {
  expect(newName(out, 'models/base')).toBe(name);
});

test.each(['my model', '-line', 'línea', `a${'b'.repeat(63)}`, '.hidden'])(
  '"%s" is refused with what is allowed',
  (out) => {
    expect(() => newName(out, 'models/base')).toThrow(
      expect.objectContaining({
        code: 'validation-failed',
        message: expect.stringMatching(/1 to 63 letters/) as string,
      }),
    );
  },
);

test('the base is not overwritten', () => {
  expect(() => newName('models/./base', 'models/base')).toThrow(/starts from/);
});

test('a version is not written over; a refused one leaves its folder free', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-name-'));
  try {
    await writeFile(join(folder, 'refused.json'), '{}');
    expect(() => newName(folder, 'models/base')).not.toThrow();
    await writeFile(join(folder, 'manifest.json'), '{}');
    expect(() => newName(folder, 'models/base')).toThrow(/holds a backbone already/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
