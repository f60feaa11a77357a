import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.js';

const main = resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
let dataFolder: string;
const env = () => ({ ...process.env, TOUCHSTONE_DATA: dataFolder, TOUCHSTONE_WORKERS: '1' });

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'touchstone-demo-'));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

test('demo --check flags defects, passes good parts, signs alerts, and its metrics agree', async () => {
  const args = [main, 'demo', '--check', '--rate', '8'];
  const settings = { ...env(), TOUCHSTONE_PORT: '0' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: settings });
  expect(stdout.match(/^holds /gm)).toHaveLength(6);
  expect(stdout).not.toContain('FAILS');
  expect(stdout).toContain('stopped; nothing accepted is lost');
});

test('a port that is taken is said with who has it; no other is taken in its place', async () => {
  const taken = createServer();
  await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
  const { port } = taken.address() as { port: number };
  const settings = { ...env(), TOUCHSTONE_PORT: String(port) };
  const run = promisify(execFile)(process.execPath, [main, 'demo', '--check'], { env: settings });
  try {
    const failure = await run.then(() => null).catch((error: { stderr: string }) => error);
    expect(failure?.stderr).toContain(
      `Port ${port} on 127.0.0.1 is in use by process ${process.pid}`,
    );
    expect(failure?.stderr).toMatch(/TOUCHSTONE_PORT=\d+/);
  } finally {
    taken.close();
  }
});

test('the demo goes on until Ctrl-C and then ends in order', async () => {
  const demo = spawn(process.execPath, [main, 'demo', '--rate', '8', '--port', '0'], {
    env: env(),
  });
  let text = '';
  demo.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((done) => demo.once('exit', (code) => done(code)));
  try {
    await until(
      () => ((text.match(/ (ok|review|defect) +\d/g)?.length ?? 0) > 5 ? true : null),
      300_000,
    );
    demo.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(text).toContain('stopped; nothing accepted is lost');
  } finally {
    demo.kill('SIGKILL');
  }
});
