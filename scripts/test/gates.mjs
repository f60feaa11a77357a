import path from 'node:path';
import { attempt } from '../setup/commands.mjs';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';

/** Cheapest first; each is one npm script, so that a person runs the very same. */
const gates = ['check:format', 'check:imports', 'check:lint', 'check:types'];

/** Runs the four gates; each counts as one test. */
export async function runGates() {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const gate of gates) {
    const started = performance.now();
    const { ok, output } = await attempt('npm', ['run', '-s', gate], {
      cwd: root,
      env: ownTools(),
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${gate.padEnd(14)} ${ok ? 'ok' : 'FAILED'}  ${seconds} s`);
    if (ok) counts.passed += 1;
    else fail(counts, gate, output);
  }
  return counts;
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
