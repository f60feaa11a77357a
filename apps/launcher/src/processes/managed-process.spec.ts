import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TouchstoneError } from '#contracts';
import { neverUp } from './back-off.js';
import { ManagedProcess, type PartPlan, type Surroundings } from './managed-process.js';
import { isRunning, signal } from './process-identity.js';
import { RunFile } from '../folder/run-file.js';

let folder: string;
let said: string[];
let gaveUp: Promise<TouchstoneError>;
let around: Surroundings;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-part-'));
  said = [];
  gaveUp = new Promise((resolve) => {
    around = {
      logFile: (name) => join(folder, `${name}.log`),
      runFile: new RunFile(join(folder, 'run.json')),
      say: (line) => said.push(line),
      giveUp: resolve,
    };
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const running = () => RunFile.read(join(folder, 'run.json'));

function plan(program: string, changes: Partial<PartPlan> = {}): PartPlan {
  return {
    name: 'part',
    url: null,
    command: { program: process.execPath, args: ['-e', program], env: process.env },
    ready: () => Promise.resolve(true),
    readyMs: 5_000,
    stopSignal: 'SIGTERM',
    stopMs: 5_000,
    ...changes,
  };
}

const stays = 'setInterval(() => undefined, 1000); console.log("here")';

test('a part is listed while it runs, logs to its file, and ends on request', async () => {
  const part = new ManagedProcess(plan(stays), around);
  await part.start();
  const [entry] = running();
  expect(entry && isRunning(entry)).toBe(true);
  await expect.poll(() => readFileSync(join(folder, 'part.log'), 'utf8')).toBe('here\n');
  expect(await part.stop()).toBe(true);
  expect(entry && isRunning(entry)).toBe(false);
  expect(running()).toEqual([]);
});

test('what is killed is up again as another process', async () => {
  const part = new ManagedProcess(plan(stays), around);
  await part.start();
  const [before] = running();
  signal(before!, 'SIGKILL');
  await expect.poll(() => running()[0]?.pid ?? before?.pid).not.toBe(before?.pid);
  await expect.poll(() => said.at(-1)).toContain('again up');
  expect(said[1]).toContain('ended (SIGKILL); starting it again');
  await part.stop();
});

test('a part that never comes up is given up, with how it ended and its last lines', async () => {
  const never = { ready: () => Promise.resolve(false) };
  const part = new ManagedProcess(
    plan('console.error("no such setting"); process.exit(3)', never),
    around,
  );
  void part.start();
  const failure = await gaveUp;
  expect(failure.code).toBe('part-failed');
  expect(failure.message).toContain(`ended (exit code 3) ${neverUp.deaths} times`);
  expect(failure.message).toContain('| no such setting');
  await part.stop();
});

test('a program that is not there is given up too', async () => {
  const absent = { program: join(folder, 'absent'), args: [], env: {} };
  const part = new ManagedProcess(plan('', { command: absent }), around);
  void part.start();
  expect((await gaveUp).message).toContain('ENOENT');
  await part.stop();
});

test('a part that does not listen to its signal is ended by force at the deadline', async () => {
  const deaf = `process.on("SIGTERM", () => undefined); ${stays}`;
  const heard = () => Promise.resolve(readFileSync(join(folder, 'part.log'), 'utf8') !== '');
  const part = new ManagedProcess(plan(deaf, { stopMs: 200, ready: heard }), around);
  await part.start();
  expect(await part.stop()).toBe(false);
});

test('a stop in the pause before a restart leaves nothing behind', async () => {
  const part = new ManagedProcess(plan('setTimeout(() => process.exit(1), 50)'), around);
  await part.start();
  await expect.poll(() => said.at(-1)).toContain('starting it again');
  // Rests as long, from later on: when this one is up again, the stopped one would have been.
  const witness = new ManagedProcess({ ...plan(stays), name: 'witness' }, around);
  await part.stop();
  await witness.start();
  signal(
    running().find(({ name }) => name === 'witness')!,
    'SIGKILL',
  );
  await expect.poll(() => said.at(-1)).toContain('witness     again up');
  expect(running().map(({ name }) => name)).toEqual(['witness']);
  await witness.stop();
});
