import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isOrphan, launcherMark } from './orphans.js';

async function withSleeper(env: Record<string, string>, look: (child: ChildProcess) => void) {
  const child = spawn(process.execPath, ['-e', 'console.log(); setInterval(() => 0, 1000)'], {
    env,
  });
  try {
    await once(child.stdout, 'data');
    look(child);
  } finally {
    child.kill('SIGKILL');
  }
}

const isOnLinux = process.platform === 'linux';

test.runIf(isOnLinux)('a process whose launcher is gone is an orphan', async () => {
  const mark = Object.fromEntries(
    Object.entries(launcherMark()).map(([name, value]) => [name, `${value}0`]),
  );
  await withSleeper(mark, ({ pid }) => expect(isOrphan(pid ?? 0)).toBe(true));
});

test('a process whose launcher runs is none', async () => {
  await withSleeper(launcherMark(), ({ pid }) => expect(isOrphan(pid ?? 0)).toBe(false));
});

test('a process that no launcher started is none', async () => {
  await withSleeper({}, ({ pid }) => expect(isOrphan(pid ?? 0)).toBe(false));
});
