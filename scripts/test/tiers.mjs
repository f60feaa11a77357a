import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { show } from '../setup/commands.mjs';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';

/** Runs one tier in the open and counts its tests; a file that does not load counts as one failure. */
export async function runTier(tier, vitestArgs) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'touchstone-test-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  say(`\ntests: ${tier}`);
  try {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', `${tier}*`, ...reporters];
    const code = await show(process.execPath, [...args, ...vitestArgs], { cwd: root });
    const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
    for (const line of slowest(told)) say(line);
    return count(tier, code, told);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Says which five files took longest, in seconds from the first test to the last: where a minute can be won. */
export function slowest(report) {
  return (report?.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 5)
    .map(({ name, seconds }) => `slowest: ${seconds.toFixed(1)} s  ${path.relative(root, name)}`);
}

/** Sums vitest's report; a run that failed with no failed test in it (a crash) is one failure. */
export function count(tier, code, report) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
  const unloaded = files.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((it) => it.status === 'failed'),
  );
  failures.push(...unloaded.map(({ name }) => `${path.relative(root, name)} (did not run)`));
  if (code !== 0 && failures.length === 0)
    failures.push(`vitest --project ${tier} (exit code ${code})`);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests.length - passed - tests.filter(({ status }) => status === 'failed').length;
  return {
    passed,
    failed: failures.length,
    skipped,
    failures: failures.map((it) => `${tier}: ${it}`),
  };
}
