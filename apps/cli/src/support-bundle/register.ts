import type { Command } from 'commander';
import { count } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { BundleOptions } from './support-bundle.js';

/** Registers `touchstone support-bundle`: what somebody needs who is asked for help. */
export function registerSupportBundle(program: Command): void {
  const bundle = program
    .command('support-bundle <file>')
    .description(
      'Write logs, versions, settings and figures into one .tar.gz, without secrets and, unless asked, without pictures',
    ) // prettier-ignore
    .option('--pictures <n>', 'the pictures of the last n frames as well, at most 100', count, 0)
    .option(
      '--metrics <address>',
      'address of a process whose health and figures are read, beside those that the launcher started; may be repeated',
      (address: string, addresses: string[]) => [...addresses, address],
      [],
    );
  withApiOptions(bundle).action(async (file: string, options: BundleOptions) => {
    const { writeSupportBundle } = await import('./support-bundle.js');
    await writeSupportBundle(file, options);
  });
}
