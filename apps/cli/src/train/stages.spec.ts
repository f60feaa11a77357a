import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startStages } from './stages.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function recorded() {
  const said: string[] = [];
  const start = (title: string) => ({
    update: (done: number, of?: number, note?: string) => said.push(`${title} ${done}/${of} ${note}`), // prettier-ignore
    stop: () => said.push(`${title} ends`),
  });
  return { said, start };
}

test('each stage has a bar of its own; a log is told the time left, from where the stage began', () => {
  const { said, start } = recorded();
  const stages = startStages(false, start);
  stages.show('Reading', 8, 8);
  stages.show('Training', 50, 100, 'loss 1.000');
  vi.advanceTimersByTime(10_000);
  stages.show('Training', 60, 100, 'loss 0.500');
  stages.stop();
  expect(said).toEqual([
    'Reading 8/8 ',
    'Reading ends',
    'Training 50/100 loss 1.000',
    'Training 60/100 loss 0.500, 40 s left',
    'Training ends',
  ]);
});

test('a bar on a terminal tells the time left itself', () => {
  const { said, start } = recorded();
  const stages = startStages(true, start);
  stages.show('Training', 0, 100);
  vi.advanceTimersByTime(10_000);
  stages.show('Training', 60, 100, 'loss 0.500');
  expect(said.at(-1)).toBe('Training 60/100 loss 0.500');
});
