import type { Command } from 'commander';
import { positive } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { DriftOptions } from './drift.js';

/** Registers `touchstone drift`: whether good parts have moved away from what the model learned. */
export function registerDrift(program: Command): void {
  const command = program
    .command('drift <station>')
    .description('Show how the drift tests of a station stand, and what it promises and does')
    .option('--hours <n>', 'of the figures over time (with --json)', positive, 24)
    .option('--json', 'print the report as one JSON object');
  withApiOptions(command).action(async (station: string, options: DriftOptions) => {
    const { showDrift } = await import('./drift.js');
    await showDrift(station, options);
  });
}
