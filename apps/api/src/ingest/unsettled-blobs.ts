import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Blobs, Frames } from '#storage';

/** Remembered at most; beyond it the oldest is forgotten and its bytes stay on the disk. */
const most = 10_000;

/** A statement that PostgreSQL got before the connection broke is over by then: it ends them after 10 s. */
const settledAfterMs = 30_000;

const everyMs = 10_000;

/**
 * Blobs whose frame may or may not have a row, because PostgreSQL went away while it was told. Once it
 * answers again, bytes without a row are deleted. They are remembered in memory only: after a crash of
 * this process such bytes stay, which wastes space and loses nothing.
 */
@Injectable()
export class UnsettledBlobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('blobs');
  private timer: NodeJS.Timeout | undefined;
  private readonly blobs = new Map<string, { frameId: string; since: number }>();

  constructor(
    private readonly frames: Frames,
    private readonly store: Blobs,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.settle().catch((error: unknown) =>
        this.log.warn(`bytes without a frame are deleted later: ${String(error)}`),
      );
    }, everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  add(frameId: string, blob: string): void {
    this.blobs.set(blob, { frameId, since: Date.now() });
    const [oldest] = this.blobs.keys();
    if (this.blobs.size > most && oldest !== undefined) this.blobs.delete(oldest);
  }

  /** Throws `records-unavailable` or `blobs-unavailable`; what is not settled is kept for the next time. */
  async settle(): Promise<void> {
    for (const [blob, { frameId, since }] of [...this.blobs]) {
      if (since > Date.now() - settledAfterMs) return;
      const frame = await this.frames.find(frameId);
      if (frame?.blob !== blob) await this.store.delete(blob);
      this.blobs.delete(blob);
    }
  }
}
