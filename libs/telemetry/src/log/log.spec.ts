import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createLog, type LogLevel, NestLog } from './log.js';
import { loggedAbout } from './log-facts.js';

afterEach(() => Logger.overrideLogger(true));

function logTo(level: LogLevel) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  Logger.overrideLogger(new NestLog(createLog('worker', level, { write })));
  return lines;
}

test("what a room of ours says with log() is shown at the usual level, Nest's own start-up lines are not", () => {
  const lines = logTo('info');
  new Logger('screening').log('three normals were set aside');
  new Logger('RoutesResolver').log('FramesController {/v1/frames}');
  new Logger('screening').debug('how it was found');
  expect(lines).toMatchObject([
    { level: 'info', room: 'screening', msg: 'three normals were set aside', app: 'worker' },
  ]);
});

test("Nest's own start-up lines are shown at debug", () => {
  const lines = logTo('debug');
  new Logger('InstanceLoader').log('QueueModule dependencies initialized');
  expect(lines).toMatchObject([{ level: 'debug', room: 'InstanceLoader' }]);
});

test('facts and an error that are handed over beside the message become fields of the line', () => {
  const lines = logTo('info');
  const log = new Logger('access');
  log.warn('a wrong key came', { peer: '10.0.0.5', failures: 3 });
  log.error('it broke', new Error('why'));
  expect(lines).toMatchObject([
    { room: 'access', msg: 'a wrong key came', peer: '10.0.0.5', failures: 3 },
    { room: 'access', msg: 'it broke', err: { message: 'why' } },
  ]);
});

test("every line of a frame's way carries its id, and lines of other frames beside it their own", async () => {
  const lines = logTo('info');
  const log = new Logger('frames');
  const way = (frameId: string) =>
    loggedAbout({ frameId, stationId: 'line-1' }, async () => {
      await setImmediate();
      log.warn(`way of ${frameId}`);
    });
  await Promise.all([way('a'), way('b')]);
  log.warn('nobody');
  expect(lines.map(({ msg, frameId }) => [msg, frameId])).toEqual([
    ['way of a', 'a'],
    ['way of b', 'b'],
    ['nobody', undefined],
  ]);
});
