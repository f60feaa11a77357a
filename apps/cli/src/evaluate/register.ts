import type { Command } from 'commander';
import { scoreSettings } from '#contracts';
import { type EvaluateOptions } from '#evaluation';
import { costsOf, methodName, targetShare, wholeNumber } from '../option-values.js';

/** Registers `touchstone evaluate`: how well a backbone and a bank tell defects of a set of images. */
export function registerEvaluate(program: Command): void {
  program
    .command('evaluate <folder>')
    .description(
      'Build a bank from train/good of a folder in MVTec AD layout and judge it on test/',
    )
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--rows <n>', 'rows of the memory bank', wholeNumber(10, 100_000), 2000)
    .option(
      '--size <pixels>',
      "side of the square that the network sees (default: the backbone's)",
      wholeNumber(32, 2048),
    )
    .option(
      '--second <pixels>',
      'side of a second, smaller input, whose scores are fused with those of the first',
      wholeNumber(32, 1024),
    )
    .option(
      '--worst <n>',
      'patches in the mean of the worst',
      wholeNumber(1, 1000),
      scoreSettings.parse({}).worst,
    )
    .option(
      '--score <method>',
      'how patch scores become the image score: worst-mean, place-and-frame, maximum, reweighted',
      methodName,
      scoreSettings.parse({}).method,
    )
    .option(
      '--normals <n>',
      'learn from that many of the normals, drawn by the seed (default: all)',
      wholeNumber(1, 1_000_000),
    )
    .option('--target <share>', 'target false-alarm rate of the reject limit', targetShare, 0.01)
    .option('--seed <n>', 'of the coreset and the folds', wholeNumber(0, 2 ** 31 - 1), 1)
    .option(
      '--costs <list>',
      'what a false alarm and a miss cost, and the share of defective parts, such as 2,100,0.01: names the cheapest limit, as advice',
      costsOf,
    )
    .option('--json', 'print one JSON object')
    .option('--report <dir>', 'write an HTML report with the worst false alarms and misses there')
    .action(async (folder: string, options: EvaluateOptions) => {
      const { evaluate } = await import('./evaluate.js');
      await evaluate(folder, options);
    });
}
