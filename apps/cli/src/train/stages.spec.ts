import { expect, test } from 'vitest';
import { startStages } from './stages.js';

test('each stage has a bar of its own, ended when the next begins', () => {
  const said: string[] = [];
  const stages = startStages((title) => ({
    update: (done, of, note) => said.push(`${title} ${done}/${of} ${note ?? ''}`.trim()),
    stop: () => said.push(`${title} ends`),
  }));
  stages.show('Reading', 8, 8);
  stages.show('Training', 50, 100, 'loss 1.000');
  stages.show('Training', 60, 100, 'loss 0.500');
  stages.stop();
  expect(said).toEqual([
    'Reading 8/8',
    'Reading ends',
    'Training 50/100 loss 1.000',
    'Training 60/100 loss 0.500',
    'Training ends',
  ]);
});
