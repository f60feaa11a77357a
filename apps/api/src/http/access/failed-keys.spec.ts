import { Logger } from '@nestjs/common';
import { afterEach, expect, test } from 'vitest';
import { createLog, Metrics, NestLog } from '#telemetry';
import { FailedKeys } from './failed-keys.js';

afterEach(() => Logger.overrideLogger(true));

function failedKeys() {
  const lines: { peer: string; msg: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
  const metrics = new Metrics();
  const clock = { ms: 0 };
  const sleeps: { ms: number; end: () => void }[] = [];
  const sleep = (ms: number) =>
    new Promise<void>((end) => {
      sleeps.push({ ms, end });
    });
  Logger.overrideLogger(new NestLog(createLog('api', 'info', { write })));
  return {
    keys: new FailedKeys(metrics, () => clock.ms, sleep),
    metrics,
    lines,
    clock,
    sleeps,
  };
}

test('the first ten wrong keys are answered at once, each further one later than the one before, five seconds at most', async () => {
  const { keys, sleeps } = failedKeys();
  for (let n = 0; n < 10; n += 1) await keys.wrong('10.0.0.5');
  expect(sleeps).toEqual([]);
  for (let n = 0; n < 40; n += 1) {
    const answered = keys.wrong('10.0.0.5');
    sleeps.at(-1)!.end();
    await answered;
  }
  expect(sleeps.slice(0, 3).map(({ ms }) => ms)).toEqual([250, 500, 750]);
  expect(sleeps.at(-1)!.ms).toBe(5_000);
  await keys.wrong('10.0.0.6');
  expect(sleeps).toHaveLength(40);
});

test('while five refusals wait no key of that peer is looked at; another peer is not concerned', async () => {
  const { keys, sleeps } = failedKeys();
  for (let n = 0; n < 10; n += 1) await keys.wrong('10.0.0.5');
  const waiting = Array.from({ length: 5 }, () => keys.wrong('10.0.0.5'));
  expect(() => keys.refuseHammering('10.0.0.5')).toThrow(/too many wrong API keys/);
  expect(() => keys.refuseHammering('10.0.0.6')).not.toThrow();
  for (const { end } of sleeps) end();
  await Promise.all(waiting);
  expect(() => keys.refuseHammering('10.0.0.5')).not.toThrow();
});

test('the log says the first at once, the others once a minute with their number, and no key', async () => {
  const { keys, lines, clock } = failedKeys();
  await keys.wrong('10.0.0.5');
  for (let n = 0; n < 6; n += 1) await keys.wrong('10.0.0.5');
  clock.ms = 60_000;
  await keys.wrong('10.0.0.5');
  expect(lines.map(({ msg }) => msg)).toEqual([
    'a wrong API key came from 10.0.0.5',
    '7 wrong API keys came from 10.0.0.5',
  ]);
});

test('a peer is forgotten after ten minutes, and no more than ten thousand are remembered', async () => {
  const { keys, clock, sleeps, lines } = failedKeys();
  for (let n = 0; n < 10; n += 1) await keys.wrong('10.0.0.5');
  clock.ms = 600_001;
  await keys.wrong('10.0.0.5');
  expect(sleeps).toEqual([]);
  for (let n = 0; n < 10_001; n += 1) await keys.wrong(`peer-${n}`);
  const before = lines.length;
  await keys.wrong('peer-0');
  expect(lines.slice(before).map(({ msg }) => msg)).toEqual(['a wrong API key came from peer-0']);
});

test('failures are counted by what was wrong', async () => {
  const { keys, metrics } = failedKeys();
  keys.missing();
  await keys.wrong('10.0.0.5');
  await keys.wrong('10.0.0.5');
  const text = await metrics.render();
  expect(text).toContain('touchstone_auth_failures_total{reason="missing"} 1');
  expect(text).toContain('touchstone_auth_failures_total{reason="wrong"} 2');
});

test('wrong passwords of one account are slowed whatever machines they come from, and told with the name', async () => {
  const { keys, sleeps, lines } = failedKeys();
  for (let n = 0; n < 10; n += 1) await keys.wrongPassword(`10.0.0.${n}`, 'Anna');
  expect(sleeps).toEqual([]);
  const waiting = Array.from({ length: 5 }, (_, n) => keys.wrongPassword(`10.0.1.${n}`, 'anna'));
  expect(sleeps.map(({ ms }) => ms)).toEqual([250, 500, 750, 1_000, 1_250]);
  expect(() => keys.refuseHammering('10.0.2.1', 'ANNA')).toThrow(/for this account/);
  expect(() => keys.refuseHammering('10.0.2.1', 'ben')).not.toThrow();
  expect(lines.map(({ msg }) => msg)).toEqual([
    'a wrong password for "Anna", the last from 10.0.0.0',
  ]);
  for (const { end } of sleeps) end();
  await Promise.all(waiting);
});

test('wrong passwords slow the keys of the same peer too', async () => {
  const { keys, sleeps } = failedKeys();
  for (let n = 0; n < 10; n += 1) await keys.wrongPassword('10.0.0.5', `name-${n}`);
  void keys.wrong('10.0.0.5');
  expect(sleeps.map(({ ms }) => ms)).toEqual([250]);
});
