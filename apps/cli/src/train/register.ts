import type { Command } from 'commander';
import { trainingObjectives } from '#contracts';
import { oneOf } from '../choices.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';

import { wholeNumber } from '../option-values.js';
import { refuseMixed } from './refuse-mixed.js';
import type { StationTrainOptions } from './station-train.js';
import type { TrainDistillationOptions } from './train-distillation.js';
import type { TrainOptions } from './train.js';

type Options = Omit<TrainOptions, 'objective'> &
  StationTrainOptions &
  TrainDistillationOptions & { station?: string };

const heads = ['linear', 'mlp'] as const;

/**
 * Registers `touchstone train`: a backbone of a plant's own, by its kinds of defects, its good parts, or a larger
 * backbone.
 */
export function registerTrain(program: Command): void {
  const command = program
    .command('train [folder]')
    .description(
      "Adapt a backbone to a plant's own images in MVTec AD layout, and write it as a new one, if it is better on images " +
        'that it did not learn from: a head that tells kinds of defects apart; with one-class, from good parts alone, ' +
        'weights of the channels; with distillation, convolutions that learn what a larger backbone sees; with --station ' +
        'the service does, on reviews and normals of a station',
    )
    .requiredOption('--objective <name>', trainingObjectives.join(', '), oneOf(trainingObjectives))
    .option('--out <dir>', 'the new backbone of a folder; a folder that holds none yet')
    .option('--station <id>', "a station's reviews, by the service, instead of a folder")
    .option('--name <name>', 'with --station: of the new version, which the service keeps')
    .option('--backbone <name or folder>', 'what to start from, for a folder', 'touchstone-small')
    .option('--head <kind>', heads.join(' or '), oneOf(heads), 'linear')
    .option(
      '--epochs <n>',
      'at most; it ends when the held-out figure does not rise',
      wholeNumber(1, 10_000),
      40,
    )
    .option('--views <n>', 'of each image: as it is and augmented', wholeNumber(2, 100), 6)
    .option(
      '--seed <n>',
      'of the split, the weights, the batches and the views',
      wholeNumber(0, 2 ** 31 - 4),
      1,
    )
    .option('--teacher <name or folder>', 'of distillation: the larger backbone')
    .option('--steps <n>', 'of distillation: at most', wholeNumber(1, 100_000), 300)
    .option('--layers <n>', 'of distillation: the last convolutions alone', wholeNumber(1, 1000))
    .option('--resume', 'go on from the checkpoints in <dir>.checkpoints')
    .option('--json', 'print one JSON object');
  withApiOptions(withPerson(command)).action(
    async (folder: string | undefined, options: Options) => {
      refuseMixed(command, folder, options);
      if (folder !== undefined) return trainOn(folder, options);
      const { stationTrain } = await import('./station-train.js');
      await stationTrain(options.station!, options);
    },
  );
}

async function trainOn(folder: string, options: Options): Promise<void> {
  const { objective } = options;
  if (objective === 'one-class')
    return (await import('./train-one-class.js')).trainOneClassOn(folder, options);
  if (objective === 'distillation')
    return (await import('./train-distillation.js')).trainDistillationOn(folder, options);
  await (await import('./train.js')).train(folder, { ...options, objective });
}
