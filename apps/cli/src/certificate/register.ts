import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { CertificateOptions } from './show-certificate.js';

/** Registers `touchstone certificate`: what a station's model promises. */
export function registerCertificate(program: Command): void {
  const command = program
    .command('certificate <station>')
    .description("Show what a station's model promises, or write it as a page to print and sign")
    .option('--model <id or version>', 'another model than the active one')
    .option('--html <file>', 'write the printable page to this file')
    .option('--json', 'print the certificate as one JSON object');
  withApiOptions(command).action(async (station: string, options: CertificateOptions) => {
    const { showCertificate } = await import('./show-certificate.js');
    await showCertificate(station, options);
  });
}
