import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const name = /^touchstone-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/;
const unfinished = /^touchstone-.*\.backup\.partial$/;

/** A whole backup of the folder, by the time that stands in its name. */
export interface KeptBackup {
  path: string;
  at: Date;
  bytes: number;
}

/** The folder of the scheduled backups; files of other names in it are nobody's business. */
export class BackupFolder {
  constructor(private readonly folder: string) {}

  /** Lists the whole backups, oldest first. The folder is made where it is absent. */
  async whole(): Promise<KeptBackup[]> {
    const kept: KeptBackup[] = [];
    for (const file of await this.names()) {
      const at = timeOf(file);
      const path = join(this.folder, file);
      if (at !== null) kept.push({ path, at, bytes: (await stat(path)).size });
    }
    return kept;
  }

  /** Returns the file of the next backup: of the one that was interrupted last, else a new one with this time's name. */
  async next(now: Date): Promise<string> {
    const begun = (await this.names()).filter((file) => unfinished.test(file)).at(-1);
    const file = begun?.replace(/\.partial$/, '') ?? nameAt(now);
    return join(this.folder, file);
  }

  /** Deletes the oldest whole backups beyond so many. */
  async keep(most: number): Promise<void> {
    const kept = await this.whole();
    for (const { path } of kept.slice(0, Math.max(0, kept.length - most))) await rm(path);
  }

  private async names(): Promise<string[]> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return (await readdir(this.folder)).sort();
  }
}

function nameAt(now: Date): string {
  return `touchstone-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`;
}

function timeOf(file: string): Date | null {
  const [, day, hour, minute, second] = name.exec(file) ?? [];
  return day === undefined ? null : new Date(`${day}T${hour}:${minute}:${second}Z`);
}
