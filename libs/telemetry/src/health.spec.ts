import { expect, test } from 'vitest';
import { Health } from './health.js';
import { createLog } from './log/log.js';
import { runSteps } from './process/shutdown.js';

test('ready when every check passes; what is down is named with the reason', async () => {
  const health = new Health('api');
  health.check('one', () => Promise.resolve());
  expect((await health.readiness()).status).toBe('ready');
  health.check('two', () => Promise.reject(new Error('no route')));
  expect(await health.readiness()).toMatchObject({
    status: 'not-ready',
    checks: { one: { status: 'up' }, two: { status: 'down', reason: 'no route' } },
  });
});

test('a check that hangs is down, and the answer still comes', async () => {
  const health = new Health('api');
  health.check('stuck', () => new Promise(() => undefined));
  expect((await health.readiness()).checks['stuck']).toMatchObject({ status: 'down' });
});

test('a process that shuts down is not ready', async () => {
  const health = new Health('api');
  health.stop();
  expect((await health.readiness()).status).toBe('not-ready');
});

const silent = createLog('test', 'silent');

test('steps run in order, each whatever became of the one before', async () => {
  const done: string[] = [];
  const step = (name: string, fails = false) => ({
    name,
    run: () => {
      done.push(name);
      return fails ? Promise.reject(new Error('no')) : Promise.resolve();
    },
  });
  expect(await runSteps([step('a'), step('b', true), step('c')], 1000, silent)).toBe(false);
  expect(done).toEqual(['a', 'b', 'c']);
  expect(await runSteps([step('d')], 1000, silent)).toBe(true);
});

test('a step that hangs ends with the deadline, and the next one still gets its turn', async () => {
  const done: string[] = [];
  const steps = [
    { name: 'stuck', run: () => new Promise(() => undefined) },
    { name: 'last', run: () => Promise.resolve(done.push('last')) },
  ];
  expect(await runSteps(steps, 50, silent)).toBe(false);
  expect(done).toEqual(['last']);
});

test('lines carry the app and the frame; a key in a request is not written', () => {
  const lines: string[] = [];
  const log = createLog('api', 'info', { write: (line: string) => void lines.push(line) });
  log.child({ frameId: 'f1' }).info({ req: { headers: { authorization: 'Bearer x' } } }, 'seen');
  const line = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(line).toMatchObject({ app: 'api', frameId: 'f1', level: 'info', msg: 'seen' });
  expect(lines[0]).not.toContain('Bearer x');
});
