import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { DecideOptions, ListOptions } from './quarantine.js';

/** Registers `touchstone quarantine`: normals that were set aside, and a person's word on them. */
export function registerQuarantine(program: Command): void {
  const quarantine = program
    .command('quarantine')
    .description('Show normals that were set aside, with the reasons; use them or keep them out');
  const list = quarantine
    .command('list <station>', { isDefault: true })
    .description('those that wait for a person')
    .option('--all', 'also those that were decided on')
    .option('--json', 'print them as one JSON object');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listQuarantine } = await import('./quarantine.js');
    await listQuarantine(station, options);
  });
  for (const [decision, what] of decisions) {
    const command = quarantine
      .command(`${decision} <station> <normals...>`)
      .description(what)
      .option('--note <text>', 'for the audit trail', '')
      .option('--json', 'print the answers as JSON');
    withApiOptions(withPerson(command)).action(
      async (station: string, normals: string[], options: DecideOptions) => {
        const { decide } = await import('./quarantine.js');
        await decide(station, decision, normals, options);
      },
    );
  }
}

const decisions = [
  ['use', 'use these normals after all; the next calibration learns from them'],
  ['keep-out', 'keep these normals out of every calibration'],
] as const;
