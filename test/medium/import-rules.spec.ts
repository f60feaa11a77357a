import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const checkout = resolve(import.meta.dirname, '../..');
const depcruise = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
let house: string;

/** A house with the rooms of this one, each an index that exports nothing, and the same rules. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'touchstone-house-'));
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
    await cp(join(checkout, file), join(house, file));
  await symlink(join(checkout, 'node_modules'), join(house, 'node_modules'));
  const libs = await readdir(join(checkout, 'libs'));
  for (const lib of [...libs, 'unruled']) await put(`libs/${lib}/src/index.ts`, 'export {};');
  await put('test/medium/nothing.ts', 'export {};');
  await put('libs/storage/src/inside.ts', 'export {};');
  for (const app of ['api', 'worker', 'watcher', 'cli', 'web'])
    await put(`apps/${app}/src/main.ts`, 'export {};');
});

afterAll(async () => {
  await rm(house, { recursive: true, force: true });
});

async function put(file: string, text: string) {
  await mkdir(dirname(join(house, file)), { recursive: true });
  await writeFile(join(house, file), text);
}

interface Violation {
  rule: { name: string };
  from: string;
}

/** The names of the rules that each file breaks. */
async function broken(): Promise<Map<string, string[]>> {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  const output = await new Promise<string>((done, fail) =>
    execFile(
      process.execPath,
      [depcruise, ...args],
      { cwd: house, maxBuffer: 64 << 20 },
      (_, out, trouble) => (out === '' ? fail(new Error(trouble)) : done(out)),
    ),
  );
  const { summary } = JSON.parse(output) as { summary: { violations: Violation[] } };
  const found = new Map<string, string[]>();
  for (const { from, rule } of summary.violations)
    found.set(from, [...(found.get(from) ?? []), rule.name]);
  return found;
}

/** A file, the import that is planted in it, and the rule that must refuse it. */
const planted: readonly [string, string, string][] = [
  [
    'libs/contracts/src/a.ts',
    '../../numbers/src/index.js',
    'contracts-imports-what-its-line-names',
  ],
  [
    'libs/memory-bank/src/a.ts',
    '../../learning/src/index.js',
    'memory-bank-imports-what-its-line-names',
  ],
  ['libs/drift/src/a.ts', '../../storage/src/index.js', 'drift-imports-what-its-line-names'],
  ['libs/unruled/src/a.ts', '../../numbers/src/index.js', 'unruled-imports-what-its-line-names'],
  ['libs/queue/src/a.ts', '../../storage/src/index.js', 'queue-imports-what-its-line-names'],
  ['libs/learning/src/sharp.ts', 'sharp', 'only-images-imports-its-engine'],
  ['libs/embedding/src/pg.ts', 'pg', 'only-storage-imports-its-engine'],
  ['apps/worker/src/redis.ts', 'ioredis', 'only-queue-imports-its-engine'],
  ['apps/worker/src/tf.ts', '@tensorflow/tfjs', 'only-tensors-imports-its-engine'],
  ['libs/analysis/src/nest.ts', '@nestjs/common', 'computing-is-plain-typescript'],
  ['libs/training/src/fitting/a.ts', '../../../images/src/index.js', 'fitting-knows-tensors-only'],
  ['libs/numbers/src/app.ts', '../../../apps/worker/src/main.js', 'libs-do-not-import-apps'],
  ['apps/api/src/a.ts', '../../worker/src/main.js', 'apps-do-not-import-apps'],
  ['apps/api/src/b.ts', '../../../libs/training/src/index.js', 'api-ships-without-tensorflow'],
  ['apps/watcher/src/a.ts', '../../../libs/tensors/src/index.js', 'watcher-loads-no-tensorflow'],
  ['apps/api/src/c.ts', '../../../libs/storage/src/inside.js', 'libs-are-entered-by-their-index'],
  ['apps/cli/src/a.ts', '../../../libs/storage/src/index.js', 'command-line-speaks-http'],
  ['apps/web/src/a.ts', 'node:fs', 'the-page-runs-in-a-browser'],
  [
    'apps/web/src/b.ts',
    '../../../libs/numbers/src/index.js',
    'web-knows-contracts-and-client-only',
  ],
  ['libs/client/src/a.ts', 'node:fs', 'the-page-runs-in-a-browser'],
  ['libs/client/src/b.ts', '../../numbers/src/index.js', 'client-imports-what-its-line-names'],
  [
    'apps/worker/src/client.ts',
    '../../../libs/client/src/index.js',
    'who-speaks-http-imports-the-client',
  ],
  ['apps/cli/src/b.ts', 'openapi-fetch', 'only-client-imports-its-engine'],
  ['apps/api/src/d.ts', '../../../test/medium/nothing.js', 'product-does-not-import-tests'],
  ['apps/api/src/e.ts', './nowhere.js', 'resolvable'],
];

test('a house without a wrong import breaks no rule, and each planted wrong import is refused by its rule', async () => {
  expect(await broken()).toEqual(new Map());
  for (const [file, from] of planted) await put(file, `import '${from}';\n`);
  await put('apps/worker/src/one.ts', "import './two.js';\n");
  await put('apps/worker/src/two.ts', "import './one.js';\n");
  const found = await broken();
  for (const [file, from, rule] of planted)
    expect(found.get(file), `${file} imports ${from}`).toContain(rule);
  expect(found.get('apps/worker/src/one.ts')).toContain('no-cycles');
});
