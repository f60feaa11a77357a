import { availableParallelism } from 'node:os';
import path from 'node:path';
import { attempt } from '../setup/commands.mjs';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';

/** The gates, the longest first, so that two of them end together; each is one npm script, so that a person runs the very same. */
const gates = [
  'check:lint',
  'check:types',
  'check:format',
  'check:imports',
  'check:client',
  'check:papers',
];

/** Runs the gates, one a core at a time; each counts as one test. */
export async function runGates() {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const left = [...gates];
  const runInTurn = async () => {
    for (let gate = left.shift(); gate !== undefined; gate = left.shift())
      await runGate(gate, counts);
  };
  const atOnce = Math.min(availableParallelism(), gates.length);
  await Promise.all(Array.from({ length: atOnce }, runInTurn));
  return counts;
}

async function runGate(gate, counts) {
  const started = performance.now();
  const { ok, output } = await attempt('npm', ['run', '-s', gate], { cwd: root, env: ownTools() });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${gate.padEnd(14)} ${ok ? 'ok' : 'FAILED'}  ${seconds} s`);
  if (ok) counts.passed += 1;
  else fail(counts, gate, output);
}

function fail(counts, gate, output) {
  say(output.trimEnd());
  counts.failed += 1;
  counts.failures.push(`npm run ${gate}`);
}

function ownTools() {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
}
