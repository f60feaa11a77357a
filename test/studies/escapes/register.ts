import type { Command } from 'commander';
import { wholeNumber } from '../../../apps/cli/src/option-values.js';
import type { EscapesStudyOptions } from './escapes-study.js';

/** Registers `npm run studies -- escapes`: how often the upper bound of escapes covers the truth. */
export function registerEscapesStudy(program: Command): void {
  program
    .command('escapes')
    .description(
      'Draw from simulated shifts of known share of defective parts among those that pass; count the upper bounds that cover it',
    )
    .option('--statements <n>', 'statements about each line', wholeNumber(1, 1_000_000), 1_000)
    .option('--seed <n>', 'of all that is drawn', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print the study as one JSON object')
    .action(async (options: EscapesStudyOptions) => {
      const { escapesStudy } = await import('./escapes-study.js');
      escapesStudy(options);
    });
}
