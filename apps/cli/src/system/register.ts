import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { SystemOptions } from './show-system.js';

/** Registers `touchstone system`: processes, queues, failed frames, disk and versions. */
export function registerSystem(program: Command): void {
  const command = program
    .command('system')
    .description('Show processes, queues, failed frames, the disk and versions')
    .option('--json', 'print one JSON object');
  withApiOptions(command).action(async (options: SystemOptions) => {
    const { showSystem } = await import('./show-system.js');
    await showSystem(options);
  });
}
