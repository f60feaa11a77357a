import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBackup, databaseName, type OnStep, restoreBackup, takeBackup } from '#backup';
import { TouchstoneError } from '#contracts';
import { startProgress } from '../progress.js';
import { productVersion, readSettings, type Settings } from '../settings.js';
import { backupText, restoredText, verifiedText } from './backup-text.js';
import { startDatabase, withDatabase } from './own-database.js';

export interface BackupOptions {
  passphraseFile?: string;
  json?: boolean;
}

export interface RestoreOptions extends BackupOptions {
  replace: string[];
  by: string;
}

/** Writes a backup. @throws TouchstoneError backup-failed, backup-locked, records-unavailable, blobs-unavailable */
export async function backUp(file: string, options: BackupOptions): Promise<void> {
  const settings = readSettings();
  const { dataFolder, checkout, blobs } = settings;
  const began = Date.now();
  const written = await withProgress('backup', (onStep) =>
    withDatabase(settings, (databaseUrl) =>
      takeBackup({
        databaseUrl,
        blobs,
        folders: { backbones: join(dataFolder, 'backbones'), models: join(checkout, 'models') },
        file,
        passphrase: passphraseOf(options, settings),
        version: productVersion(),
        now: new Date(),
        onStep,
      }),
    ),
  );
  say(options, { file, ...written }, backupText(file, written, (Date.now() - began) / 1000));
}

/** Reads a backup to its end. @throws TouchstoneError backup-damaged, backup-locked, audit-altered */
export async function verifyFile(file: string, options: BackupOptions): Promise<void> {
  const passphrase = passphraseOf(options, readSettings());
  const found = await withProgress('verify', (onStep) => checkBackup(file, passphrase, onStep));
  say(options, { file, ...found }, verifiedText(file, found));
  if (found.audit.intact) return;
  throw new TouchstoneError('audit-altered', 'The backup is whole, and the audit trail in it is not as it was written.'); // prettier-ignore
}

/** Restores a backup. @throws TouchstoneError those of `restoreBackup`; data-folder-in-use */
export async function restoreFile(file: string, options: RestoreOptions): Promise<void> {
  const settings = readSettings();
  const { dataFolder, checkout, databaseUrl, blobs } = settings;
  const own = databaseUrl === undefined ? await startDatabase(settings) : null;
  try {
    const restored = await withProgress('restore', (onStep) =>
      restoreBackup({
        file,
        passphrase: passphraseOf(options, settings),
        databaseUrl: own?.url ?? databaseUrl ?? '',
        // The port of the data folder's own database is another one each time.
        databaseName: own === null ? databaseName(databaseUrl!) : join(dataFolder, 'postgres'),
        blobs,
        backbones: join(dataFolder, 'backbones'),
        shipped: join(checkout, 'models'),
        replace: options.replace,
        by: options.by,
        now: new Date(),
        onStep,
      }),
    );
    say(options, { file, ...restored }, restoredText(file, restored));
  } finally {
    await own?.stop();
  }
}

/** Shows megabytes, of as many as there will be, and the time left. */
async function withProgress<T>(title: string, work: (onStep: OnStep) => Promise<T>): Promise<T> {
  const progress = startProgress(`${title} (MB)`);
  try {
    return await work(({ what, done, of, note }) =>
      progress.update(megabytes(done), megabytes(of), note === '' ? what : `${what} ${note}`),
    );
  } finally {
    progress.stop();
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function passphraseOf({ passphraseFile }: BackupOptions, settings: Settings): string | null {
  if (passphraseFile === undefined) return settings.backupPassphrase ?? null;
  return readFileSync(passphraseFile, 'utf8').replace(/\r?\n$/, '');
}

function say(options: BackupOptions, facts: object, lines: readonly string[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(facts)}\n` : `${lines.join('\n')}\n`);
}
