import type { Command } from 'commander';
import { count } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { AuditOptions } from './show-audit.js';

/** Registers `touchstone audit`: who did what to a station. */
export function registerAudit(program: Command): void {
  const command = program
    .command('audit <station>')
    .description('Show who did what to a station, newest first; it outlives the station')
    .option('--limit <n>', 'entries at most, up to 500', count, 50)
    .option('--json', 'print them as one JSON object');
  withApiOptions(command).action(async (station: string, options: AuditOptions) => {
    const { showAudit } = await import('./show-audit.js');
    await showAudit(station, options);
  });
}
