import { expect, test } from 'vitest';
import type { TrainingProgress } from '#contracts';
import type {
  FittingCheckpoint,
  FittingSettings,
  TuningCheckpoint,
  TuningSettings,
} from '#training';
import { followed, followedLoss, followedTuning } from './followed.js';

type Told = [string, number, number, TrainingProgress | undefined];

const epochFigures = (epoch: number) => ({ epoch, loss: 1 / epoch, heldOut: epoch / 10 });

function following(history: readonly { epoch: number; loss: number; heldOut: number }[] | null) {
  const told: Told[] = [];
  const watch = followed(
    {
      signal: new AbortController().signal,
      onStep: (step, done, of, training) => void told.push([step, done, of, training]),
    },
    40,
    {
      keep: () => Promise.resolve(),
      from: () => (history === null ? undefined : ({ history } as FittingCheckpoint)),
    },
  );
  return { told, watch };
}

test('a step of the fitting carries the epochs that have ended, and only those', () => {
  const { told, watch } = following(null);
  watch.onStep('embed', 3, 9);
  watch.onFitting({ step: 1, steps: 80, epoch: 1, loss: 2 });
  watch.onEpoch!(epochFigures(1));
  watch.onFitting({ step: 3, steps: 80, epoch: 2, loss: 1.5 });
  expect(told).toEqual([
    ['embed', 3, 9, undefined],
    ['train', 1, 80, { epoch: 1, epochs: 40, loss: 2, curve: [] }],
    ['train', 3, 80, { epoch: 2, epochs: 40, loss: 1.5, curve: [epochFigures(1)] }],
  ]);
});

test('what was told is not changed by later epochs; a training that goes on has its earlier epochs', () => {
  const { told, watch } = following([epochFigures(1), epochFigures(2)]);
  watch.from({} as FittingSettings, 'the same images');
  watch.onFitting({ step: 5, steps: 80, epoch: 3, loss: 1 });
  watch.onEpoch!(epochFigures(3));
  expect(told[0]![3]!.curve).toEqual([epochFigures(1), epochFigures(2)]);
});

test('without epochs that are held out, each step tells its loss and the losses so far', () => {
  const told: Told[] = [];
  const watch = followedLoss({
    signal: new AbortController().signal,
    onStep: (...step) => void told.push(step as Told),
  });
  watch.onStep!('paste', 1, 2);
  watch.onFitting!(1, 400, 0.7);
  watch.onFitting!(2, 400, 0.6);
  const curve = [{ epoch: 1, loss: 0.7, heldOut: null }];
  expect(told).toEqual([
    ['paste', 1, 2],
    ['train', 1, 400, { epoch: 1, epochs: 400, loss: 0.7, curve }],
    ['train', 2, 400, { epoch: 2, epochs: 400, loss: 0.6, curve }],
  ]);
});

test('a network that is tuned has the epochs of its checkpoints, earlier ones too', async () => {
  const told: Told[] = [];
  const kept: number[] = [];
  const checkpoint = (epochs: number) =>
    ({ history: [1, 2].slice(0, epochs).map(epochFigures) }) as unknown as TuningCheckpoint;
  const watch = followedTuning(
    {
      signal: new AbortController().signal,
      onStep: (...step) => void told.push(step as Told),
    },
    {
      keep: ({ history }) => Promise.resolve(void kept.push(history.length)),
      from: () => checkpoint(1),
    },
  );
  watch.from!({} as TuningSettings, 'the same images');
  watch.onTuning({ step: 21, steps: 50, epoch: 2, loss: 0.4 });
  await watch.keep(checkpoint(2));
  watch.onTuning({ step: 41, steps: 50, epoch: 3, loss: 0.3 });
  expect(kept).toEqual([2]);
  expect(told).toEqual([
    ['train', 21, 50, { epoch: 2, epochs: 3, loss: 0.4, curve: [epochFigures(1)] }],
    ['train', 41, 50, { epoch: 3, epochs: 3, loss: 0.3, curve: [1, 2].map(epochFigures) }],
  ]);
});
