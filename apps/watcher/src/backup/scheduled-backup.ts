import { BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { takeBackup } from '#backup';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { type Clock, Metrics } from '#telemetry';
import type { Settings } from '../settings.js';
import { clock, watcherSettings } from '../tokens.js';
import { BackupFolder } from './backup-folder.js';

const hourMs = 3_600_000;

/**
 * Writes a backup when the last whole one of the folder is older than it may be, and deletes the oldest beyond a number.
 * One that failed, or that the end of the process cut short, is gone on with in the next round.
 */
@Handles(queues.backup)
@Injectable()
export class ScheduledBackup implements JobHandler<ClockedJob>, BeforeApplicationShutdown {
  private readonly log = new Logger('backup');
  private readonly stopping = new AbortController();

  constructor(
    @Inject(watcherSettings) private readonly settings: Settings,
    @Inject(clock) private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Ends the backup that is being written, behind what is whole of it. */
  stop(): void {
    this.stopping.abort();
  }

  beforeApplicationShutdown(): void {
    this.stop();
  }

  async handle(): Promise<void> {
    const { backups } = this.settings;
    if (backups === null) return;
    const folder = new BackupFolder(backups.folder);
    this.metrics.declared.backupEvery.set((backups.everyHours * hourMs) / 1000);
    const last = await this.showLast(folder);
    const now = this.clock.now();
    if (last !== null && now.getTime() - last.getTime() < backups.everyHours * hourMs) return;
    await this.write(await folder.next(now), now);
    await folder.keep(backups.keep);
    await this.showLast(folder);
  }

  /** Throws what failed, after it was counted, so that the queue's figures show it too. */
  private async write(file: string, now: Date): Promise<void> {
    const { databaseUrl, blobs, folders, passphrase, version } = this.settings.backups!;
    const ended = this.metrics.declared.backupSeconds.startTimer();
    try {
      const written = await takeBackup({
        databaseUrl,
        blobs,
        folders,
        passphrase,
        version,
        file,
        now,
        onStep: () => undefined,
        signal: this.stopping.signal,
      });
      ended();
      this.metrics.declared.backups.inc({ outcome: 'done' });
      this.log.log(`${file}: ${written.rows} rows, ${written.blobs} blobs, ${written.bytes} bytes`);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.metrics.declared.backups.inc({ outcome: 'failed' });
      this.log.error(`the backup ${file} goes on later: ${String(error)}`);
    }
  }

  /** Shows the last whole backup of the folder; returns its time, null where there is none. */
  private async showLast(folder: BackupFolder): Promise<Date | null> {
    const last = (await folder.whole()).at(-1) ?? null;
    this.metrics.declared.backupLast.set((last?.at.getTime() ?? 0) / 1000);
    this.metrics.declared.backupBytes.set(last?.bytes ?? 0);
    return last?.at ?? null;
  }
}
