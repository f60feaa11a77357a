/**
 * `npm test [-- --only <gates|small|medium|e2e>] [vitest's arguments]`: set-up, then the cheap gates, then
 * the tiers. Goes on after a failure, so that one run tells all; ends non-zero on any.
 */
import { setUp } from './setup.mjs';
import { endWith, say } from './setup/say.mjs';
import { runGates } from './test/gates.mjs';
import { runTier } from './test/tiers.mjs';
import { ensureTestPrograms } from './test/programs.mjs';

const tiers = ['small', 'medium', 'e2e'];
const args = process.argv.slice(2);
const at = args.indexOf('--only');
const only = at < 0 ? null : args.splice(at, 2)[1];

async function main() {
  if (only !== null && ![...tiers, 'gates'].includes(only))
    throw new Error(`--only takes gates, ${tiers.join(', ')}; not ${only}`);
  await setUp();
  const counts = [];
  if (only === null || only === 'gates') counts.push(await runGates());
  const chosen = tiers.filter((tier) => only === null || only === tier);
  if (chosen.some((tier) => tier !== 'small')) await ensureTestPrograms();
  for (const tier of chosen) counts.push(await runTier(tier, args));
  close(counts);
}

/** The closing line that a machine reads. */
function close(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const failed = sum('failed');
  const failures = counts.flatMap(({ failures: names }) => names);
  if (failed > 0) say(`\nfailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
  process.stdout.write(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main().catch(endWith);
