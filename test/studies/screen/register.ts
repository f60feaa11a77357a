import type { Command } from 'commander';

import { wholeNumber } from '../../../apps/cli/src/option-values.js';
import { goodShare, poisonShare, type ScreenStudyOptions } from './options.js';

/** Registers `npm run studies -- screen`: what the screening finds of defects that got among the normals. */
export function registerScreenStudy(program: Command): void {
  program
    .command('screen <folder>')
    .description(
      'Mix defects of a folder in MVTec AD layout among its normals, screen them, and say what was found and lost',
    )
    .option(
      '--share <share>',
      'of defects among the normals; 0 tries clean ones',
      poisonShare,
      0.05,
    )
    .option('--most-good <share>', 'share of good normals that may be set aside', goodShare, 0.05)
    .option('--splits <n>', 'random draws of the defects', wholeNumber(1, 1000), 20)
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--rows <n>', 'rows of the memory bank', wholeNumber(10, 100_000), 2000)
    .option('--seed <n>', 'of the draws', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: ScreenStudyOptions) => {
      const { screenStudy } = await import('./screen-study.js');
      await screenStudy(folder, options);
    });
}
