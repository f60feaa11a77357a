import type { Command } from 'commander';
import { aNumber, wholeNumber } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { ChangeOptions, LimitOptions } from './limits.js';

/** Registers `touchstone limits`: which limits judge, what others would do, and setting them by hand. */
export function registerLimits(program: Command): void {
  const limits = program
    .command('limits')
    .description('Show a model’s limits, try others, set them by hand, bring its own back');
  limited(limits, 'show <station>', 'the limits in force, and who set them', {
    isDefault: true,
  }).action(async (station: string, options: LimitOptions) => {
    const { showLimits } = await import('./limits.js');
    await showLimits(station, options);
  });
  withLimits(
    limited(limits, 'try <station>', 'what other limits would do; changes nothing'),
  ).action(async (station: string, options: LimitOptions) => {
    const { tryLimits } = await import('./limits.js');
    await tryLimits(station, options);
  });
  withPerson(withLimits(limited(limits, 'set <station>', 'set the limits by hand')))
    .requiredOption('--reason <text>', 'why, for the audit trail and the certificate')
    .action(async (station: string, options: ChangeOptions) => {
      const { setLimits } = await import('./limits.js');
      await setLimits(station, options);
    });
  withPerson(limited(limits, 'clear <station>', 'back to the limits of the calibration'))
    .requiredOption('--reason <text>', 'why, for the audit trail')
    .action(async (station: string, options: ChangeOptions) => {
      const { clearLimits } = await import('./limits.js');
      await clearLimits(station, options);
    });
  for (const decision of ['approve', 'withdraw'] as const)
    withPerson(limited(limits, `${decision} <station>`, `${decision} the limits that wait`)).action(
      async (station: string, options: ChangeOptions) => {
        const { decideLimits } = await import('./limits.js');
        await decideLimits(station, decision, options);
      },
    );
}

function limited(limits: Command, usage: string, says: string, settings = {}): Command {
  const command = limits
    .command(usage, settings)
    .description(says)
    .option('--model <id or version>', 'another model than the active one')
    .option('--inspections <count>', 'the last inspections that are looked at', wholeNumber, 10_000)
    .option('--json', 'print the answer as one JSON object');
  return withApiOptions(command);
}

function withLimits(command: Command): Command {
  return command
    .option('--review <score>', 'the review limit (default: as it is)', aNumber)
    .option('--reject <score>', 'the reject limit (default: as it is)', aNumber);
}
