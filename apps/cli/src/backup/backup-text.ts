import type { BackupOutcome, CheckedBackup, RestoreOutcome } from '#backup';

/** Says what was written. */
export function backupText(file: string, written: BackupOutcome, seconds: number): string[] {
  const { bytes, rows, blobs, gone, files, wentOn, takenAt } = written;
  const since = wentOn ? `; it went on with the one that was begun then` : '';
  return [
    `${file}: ${sizeText(bytes)} in ${seconds.toFixed(1)} s`,
    `${rows} rows, ${blobs} blobs, ${files} files of backbones, as of ${takenAt}${since}`,
    ...goneText(gone),
  ];
}

/** Says what was found in a backup that is whole. */
export function verifiedText(file: string, found: CheckedBackup): string[] {
  const { head, bytes, rows, blobs, gone, files, audit } = found;
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const chain = audit.intact ? 'is as it was written' : `is NOT intact: ${audit.faults.length} faults`; // prettier-ignore
  return [
    `${file}: whole, ${sizeText(bytes)}${head.encrypted ? ', encrypted' : ''}`,
    `made by Touchstone ${head.version} as of ${head.takenAt}, schema ${head.migrations.length}`,
    `${all} rows in ${Object.keys(rows).length} tables, ${blobs} blobs, ${files.length} files of backbones`,
    `the audit trail of ${audit.entries} entries ${chain}`,
    ...audit.faults.map(({ stationId, place, fault }) => `station ${stationId}: entry ${place} is ${fault}`), // prettier-ignore
    ...goneText(gone.count),
    ...gone.keys.map((key) => `  ${key}`),
  ];
}

export function restoredText(file: string, restored: RestoreOutcome): string[] {
  const { upgraded, store } = restored;
  const schema = upgraded === 0 ? [] : [`its rows were brought up by ${upgraded} migrations`];
  return [
    ...verifiedText(file, restored),
    ...schema,
    `restored as the store ${store}; frames without a verdict are inspected when Touchstone starts`,
  ];
}

function goneText(gone: number): string[] {
  return gone === 0 ? [] : [`${gone} blobs that rows name were deleted before they were read`];
}

export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
