import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import { wholeNumber } from '../option-values.js';
import type { SmallestDefectOptions } from './smallest-defect.js';

/** Registers `touchstone smallest-defect`: which pasted marks a model finds. */
export function registerSmallestDefect(program: Command): void {
  const command = program
    .command('smallest-defect <station>')
    .description(
      'Paste marks on good parts that the model did not learn from; show from which size on they are found, and where',
    )
    .option('--model <id or version>', 'of the station; the active one without it')
    .option('--last', 'show what was found out last, and try nothing')
    .option('--seed <n>', 'of the marks and their places', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print it as one JSON object');
  withApiOptions(withPerson(command)).action(
    async (station: string, options: SmallestDefectOptions) => {
      const { showSmallestDefect } = await import('./smallest-defect.js');
      await showSmallestDefect(station, options);
    },
  );
}
