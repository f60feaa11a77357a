/**
 * `npm run fuzz [-- --requests 5000 --seed 7]`: wrong requests of every kind against a started API; each is made from
 * a seed, and what fails is named with it. The suite runs a short round of the same.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/paths.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000)) },
  },
});
process.stderr.write(`fuzz: ${values.requests} requests from seed ${values.seed}\n`);
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const file = 'test/medium/api/fuzz.spec.ts';
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'medium', file], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed },
});
process.exitCode = status ?? 1;
