import { type Command, Option } from 'commander';

import { wholeNumber } from '../../../apps/cli/src/option-values.js';
import { slowChanges } from '#simulation';
import type { DriftStudyOptions } from './options.js';

/** Registers `npm run studies -- drift`: how soon slow changes are noticed, and how often nothing is. */
export function registerDriftStudy(program: Command): void {
  const parts = wholeNumber(1, 1_000_000);
  program
    .command('drift [folder]')
    .description(
      'Let simulated lines (or the good images of a folder, in random order) change slowly, and say after how many parts which drift test noticed; and what was noticed where nothing changed',
    )
    .option('--seeds <n>', 'lines, each with a model of its own', wholeNumber(1, 100), 3)
    .option('--seed <n>', 'of the first line', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--normals <n>', 'good parts that a model is learned from', wholeNumber(10, 5000), 150)
    .option('--steady <n>', 'parts before a change begins', wholeNumber(0, 1_000_000), 500)
    .option('--over <n>', 'parts that a change takes to its full size', parts, 2000)
    .option('--parts <n>', 'parts that are watched in all', parts, 3000)
    .option('--shuffles <n>', 'orders of the parts without a change', parts, 20)
    .addOption(new Option('--change <kind>', 'only this one').choices(slowChanges))
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option(
      '--size <pixels>',
      'side of the frames, and of what the network sees',
      wholeNumber(64, 1024),
      128,
    ) // prettier-ignore
    .option('--rows <n>', 'rows of the memory bank', wholeNumber(10, 100_000), 2000)
    .option('--with-test-good', 'of a folder in MVTec AD layout take test/good too')
    .option('--json', 'print one JSON object')
    .action(async (folder: string | undefined, options: DriftStudyOptions) => {
      const { driftStudy } = await import('./drift-study.js');
      await driftStudy(folder, options);
    });
}
