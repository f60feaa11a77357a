import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { wholeNumber } from '../client/numbers.js';
import { withPerson } from '../client/person-option.js';
import type { DecideOptions, OddOptions } from './normals.js';

/** Registers `touchstone normals`: the normals that set the limits, and a person's word on them. */
export function registerNormals(program: Command): void {
  const normals = program
    .command('normals')
    .description(
      'Show the normals that set the limits; call them typical, rare but good, or not good',
    );
  const odd = normals
    .command('odd <station>', { isDefault: true })
    .description('the normals that set the limits, and what would follow without them')
    .option('--model <id or version>', 'another model than the active one')
    .option('--inspections <count>', 'the last inspections that are looked at', wholeNumber, 1000)
    .option('--json', 'print them as one JSON object');
  withApiOptions(odd).action(async (station: string, options: OddOptions) => {
    const { showOddNormals } = await import('./normals.js');
    await showOddNormals(station, options);
  });
  const decide = normals
    .command('decide <station> <normal>')
    .description('say what a normal is; it counts from the next calibration on')
    .option('--typical', 'a part like the others: it stays, and is not asked about again')
    .option('--rare', 'rare but good: it stays in the bank, its part is left out of the limits')
    .option('--not-good', 'no good part: it is kept out, and the quarantine can take it back')
    .requiredOption('--reason <text>', 'why, for the audit trail')
    .option('--json', 'print the answer as JSON');
  withApiOptions(withPerson(decide)).action(
    async (station: string, normal: string, options: DecideOptions) => {
      const { decideNormal } = await import('./normals.js');
      await decideNormal(station, normal, options);
    },
  );
}
