import type { Command } from 'commander';
import { kindObjectives } from '#contracts';
import { oneOf, someOf } from '../../../apps/cli/src/choices.js';

import { wholeNumber } from '../../../apps/cli/src/option-values.js';
import type { TrainStudyOptions } from './train-study.js';

/**
 * Registers `npm run studies -- train`: what each objective gives on images that its projections never saw, over
 * several seeds.
 */
export function registerTrainStudy(program: Command): void {
  program
    .command('train <folder>')
    .description(
      'Measure what training gives on a labelled folder in MVTec AD layout: every defect looks for its like by a ' +
        'projection that was fitted without it; objective by objective, seed by seed, beside the untrained one',
    )
    .option('--objectives <list>', `of ${kindObjectives.join(', ')}`, someOf(kindObjectives), [
      ...kindObjectives,
    ])
    .option('--backbone <name or folder>', 'what to start from', 'touchstone-small')
    .option('--head <kind>', 'linear or mlp', oneOf(['linear', 'mlp'] as const), 'linear')
    .option('--folds <n>', 'each image judges once in so many fittings', wholeNumber(2, 20), 5)
    .option(
      '--seeds <n>',
      'of the folds, the weights and the batches: 1 to n',
      wholeNumber(1, 50),
      3,
    )
    .option('--views <n>', 'of each image: as it is and augmented', wholeNumber(2, 100), 6)
    .option('--epochs <n>', 'at most, a fitting', wholeNumber(1, 10_000), 40)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: TrainStudyOptions) => {
      const { trainStudy } = await import('./train-study.js');
      await trainStudy(folder, options);
    });
}
