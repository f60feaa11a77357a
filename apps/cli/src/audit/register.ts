import { type Command, Option } from 'commander';
import { count } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { ExportAuditOptions } from './export-audit.js';
import type { AuditOptions } from './show-audit.js';
import type { VerifyAuditOptions } from './verify-audit.js';

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
  const verify = command
    .command('verify')
    .description('Go over the whole audit trail: which entries were altered, removed or moved')
    .option('--json', 'print what was found as one JSON object');
  withApiOptions(verify).action(async (options: VerifyAuditOptions) => {
    const { verifyAudit } = await import('./verify-audit.js');
    await verifyAudit(options);
  });
  const exporting = command
    .command('export')
    .description('Write the audit trail of everything, or what is asked for of it, as a file')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .option('--station <id>', 'only of a station')
    .option('--person <name>', 'only what a person or a device did')
    .option('--action <name>', 'only actions such as model-activated')
    .option('--from <instant>', 'not before, such as 2026-11-30T00:00Z')
    .option('--until <instant>', 'before');
  withApiOptions(exporting).action(async (options: ExportAuditOptions) => {
    const { exportAudit } = await import('./export-audit.js');
    await exportAudit(options);
  });
}
