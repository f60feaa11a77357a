import type { Command } from 'commander';

import { methodName, wholeNumber } from '../option-values.js';
import { targetShares, type StudyOptions } from './options.js';

/** Registers `touchstone calibration-study`: whether certificates keep what they promise, on a folder of good parts. */
export function registerCalibrationStudy(program: Command): void {
  program
    .command('calibration-study <folder>')
    .description(
      'Split good parts in random halves, learn from one, count false alarms on the other, and compare with what the certificate promises',
    )
    .option('--target <shares>', 'false-alarm rates of the reject limit', targetShares, [0.05])
    .option('--splits <n>', 'random halves', wholeNumber(1, 10_000), 100)
    .option(
      '--seed <n>',
      'of the halves, the coreset and the folds',
      wholeNumber(0, 2 ** 31 - 1),
      1,
    )
    .option('--rows <n>', 'rows of the memory bank', wholeNumber(10, 100_000), 2000)
    .option(
      '--score <method>',
      "how patch scores become the image score (default: a new station's)",
      methodName,
    )
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option(
      '--size <pixels>',
      "side of the square that the network sees (default: the backbone's)",
      wholeNumber(32, 2048),
    )
    .option(
      '--part-from <regex>',
      "finds the part's id in a file's path: its first group (default: frames are grouped by likeness)",
    )
    .option('--with-test-good', 'of a folder in MVTec AD layout, take test/good too')
    .option('--json', 'print one JSON object, with every split')
    .action(async (folder: string, options: StudyOptions) => {
      const { calibrationStudy } = await import('./calibration-study.js');
      await calibrationStudy(folder, options);
    });
}
