import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BackupOf, type BackupOutcome, databaseName, restoreBackup, type RestoreOf, type RestoreOutcome, takeBackup } from '#backup'; // prettier-ignore
import { Database, openBlobs } from '#storage';
import { ownDatabase } from './services.js';

/** A place where Touchstone's data lies: a database and a data folder. */
export interface Place {
  databaseUrl: string;
  dataFolder: string;
}

const blobsOf = ({ dataFolder }: Place) => pathToFileURL(join(dataFolder, 'blobs')).href;

/** Backs a place up as the command does. */
export function backUp(
  place: Place,
  file: string,
  changes: Partial<BackupOf> = {},
): Promise<BackupOutcome> {
  return takeBackup({
    databaseUrl: place.databaseUrl,
    blobs: blobsOf(place),
    folders: { backbones: join(place.dataFolder, 'backbones') },
    file,
    passphrase: null,
    version: '1.2.3',
    now: new Date(),
    onStep: () => undefined,
    ...changes,
  });
}

/** Restores into a place as the command does. */
export function restoreInto(
  place: Place,
  file: string,
  changes: Partial<RestoreOf> = {},
): Promise<RestoreOutcome> {
  return restoreBackup({
    databaseUrl: place.databaseUrl,
    databaseName: databaseName(place.databaseUrl),
    blobs: blobsOf(place),
    backbones: join(place.dataFolder, 'backbones'),
    shipped: join(place.dataFolder, 'nothing-shipped'),
    file,
    passphrase: null,
    replace: [],
    by: 'anna',
    now: new Date(),
    onStep: () => undefined,
    ...changes,
  });
}

/** An empty place. */
export async function emptyPlace() {
  const postgres = await ownDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'touchstone-restored-'));
  const database = new Database({ url: postgres.url, onTrouble: () => undefined });
  return {
    databaseUrl: postgres.url,
    dataFolder,
    database,
    blobs: openBlobs(pathToFileURL(join(dataFolder, 'blobs')).href),
    stop: async () => {
      await database.close();
      await postgres.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
export type EmptyPlace = Awaited<ReturnType<typeof emptyPlace>>;
