import type { Command } from 'commander';
import { withPerson } from '../client/person-option.js';
import type { BackupOptions, RestoreOptions } from './backup.js';

/** Registers `touchstone backup`, `verify` and `restore`: on the machine that has the data, with or without a service. */
export function registerBackup(program: Command): void {
  const backup = program
    .command('backup <file>')
    .description('Write all that this installation holds into one file, while it runs; a rerun goes on with <file>.partial'); // prettier-ignore
  withOptions(backup).action(async (file: string, options: BackupOptions) => {
    const { backUp } = await import('./backup.js');
    await backUp(file, options);
  });
  const verify = program
    .command('verify <file>')
    .description('Read a backup to its end: every byte, the counts, the chain of the audit trail');
  withOptions(verify).action(async (file: string, options: BackupOptions) => {
    const { verifyFile } = await import('./backup.js');
    await verifyFile(file, options);
  });
  const restore = program
    .command('restore <file>')
    .description(
      'Restore a backup into an empty data folder and database; Touchstone must not run there',
    ) // prettier-ignore
    .option(
      '--replace <name>',
      'empty this database, blob store or folder first, by the name under which it is refused; may be repeated',
      (name: string, names: string[]) => [...names, name],
      [],
    );
  withPerson(withOptions(restore)).action(async (file: string, options: RestoreOptions) => {
    const { restoreFile } = await import('./backup.js');
    await restoreFile(file, options);
  });
}

function withOptions(command: Command): Command {
  return command
    .option(
      '--passphrase-file <path>',
      'file with the passphrase (default: TOUCHSTONE_BACKUP_PASSPHRASE)',
    ) // prettier-ignore
    .option('--json', 'print one JSON object');
}
