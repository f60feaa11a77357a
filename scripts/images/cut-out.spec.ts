import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const checkout = mkdtempSync(join(tmpdir(), 'touchstone-cut-'));
const program = join(import.meta.dirname, 'cut-out.mjs');
const target = join(checkout, 'cut');

/** A built checkout: one app reaches `near`, which reaches `far`; `heavy` is another app's. */
const files = {
  'dist/apps/small/src/main.js': "import { a } from '#near';\nimport 'first';\n",
  'dist/apps/large/src/main.js': "const { b } = await import('#heavy');\n",
  'dist/libs/near/src/index.js': "export * from './a.js';\nexport { c } from '#far';\n",
  'dist/libs/near/src/a.js':
    "const second = createRequire(import.meta.url)('@scope/second/part');\n",
  'dist/libs/far/src/index.js': 'const third = await import("third");\n',
  'dist/libs/far/src/table.json': '{}',
  'dist/libs/heavy/src/index.js': "import tf from 'engine';\n",
  'package.json': JSON.stringify({
    name: 'touchstone',
    version: '1.2.3',
    type: 'module',
    imports: { '#near': {}, '#far': {}, '#heavy': {} },
    dependencies: { first: '1.0.0', '@scope/second': '2.0.0', third: '3.0.0', engine: '4.0.0' },
    devDependencies: { compiler: '5.0.0' },
  }),
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    writeFileSync(join(checkout, name), text);
  }
  execFileSync(process.execPath, [program, target, 'small'], { cwd: checkout });
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test('an app is cut out with the libs that it reaches, whole, and no others', () => {
  for (const name of [
    'dist/apps/small/src/main.js',
    'dist/libs/near/src/a.js',
    'dist/libs/far/src/table.json',
  ])
    expect(existsSync(join(target, name)), name).toBe(true);
  for (const name of ['dist/apps/large', 'dist/libs/heavy'])
    expect(existsSync(join(target, name)), name).toBe(false);
});

test('its package.json names the packages that these import, at their versions, and none for development', () => {
  expect(JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))).toMatchObject({
    name: 'touchstone',
    version: '1.2.3',
    dependencies: { first: '1.0.0', '@scope/second': '2.0.0', third: '3.0.0' },
  });
  const kept = readFileSync(join(target, 'package.json'), 'utf8');
  expect(kept).not.toMatch(/engine|compiler/);
});
