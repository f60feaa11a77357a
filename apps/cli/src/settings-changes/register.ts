import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { DecideOptions, ListOptions } from './settings-changes.js';

/** Registers `touchstone settings-changes`: settings that guard a station less, and wait for a second person. */
export function registerSettingsChanges(program: Command): void {
  const changes = program
    .command('settings-changes')
    .description('Show settings that wait for a second person; approve or withdraw them');
  const list = changes
    .command('list <station>', { isDefault: true })
    .description('what was asked for, newest first')
    .option('--json', 'print it as one JSON object');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listSettingsChanges } = await import('./settings-changes.js');
    await listSettingsChanges(station, options);
  });
  for (const decision of ['approve', 'withdraw'] as const)
    withApiOptions(
      withPerson(
        changes.command(`${decision} <station>`).description(`${decision} the settings that wait`),
      ),
    )
      .option('--json', 'print the answer as JSON')
      .action(async (station: string, options: DecideOptions) => {
        const { decideSettings } = await import('./settings-changes.js');
        await decideSettings(station, decision, options);
      });
}
