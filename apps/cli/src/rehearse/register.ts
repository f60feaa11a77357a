import type { Command } from 'commander';
import { count } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { RehearseOptions } from './rehearse.js';

/** Registers `touchstone rehearse`: what a model would have said of the inspections that were. */
export function registerRehearse(program: Command): void {
  const command = program
    .command('rehearse <station>')
    .description('Replay a model over stored inspections and show which verdicts would change')
    .option('--model <id or version>', 'the model (default: the newest candidate)')
    .option('--inspections <n>', 'newest inspections replayed at most (default: 10000)', count)
    .option('--from-images', 'embed frames again whose embeddings do not fit the model (slow)')
    .option('--json', 'print the rehearsal as one JSON object');
  withApiOptions(withPerson(command)).action(async (station: string, options: RehearseOptions) => {
    const { rehearse } = await import('./rehearse.js');
    await rehearse(station, options);
  });
}
