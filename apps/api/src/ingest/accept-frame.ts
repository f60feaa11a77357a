import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, frameIdForKey, loggedAbout } from '#telemetry';
import { type FrameFacts, TouchstoneError } from '#contracts';
import { JobQueues, queues } from '#queue';
import { Blobs, frameBlobKey, Frames, type NewFrame, type StoredFrame } from '#storage';
import { inspectJobOf } from '../frames/inspect-job-of.js';
import { clock } from '../tokens.js';
import type { CheckedImage } from './checked-image.js';
import { DeadlineClock, type Due } from './deadline-clock.js';
import { UnsettledBlobs } from './unsettled-blobs.js';

/**
 * Accepts frames: bytes on the disk, row in the records, job in the queue, in this order, and only then
 * is the caller told. When a step fails the caller is told 503, and:
 *
 * - without an `Idempotency-Key` nobody knows the frame's id, so what was done is undone as far as can be
 *   reached, and a repeat is a new frame;
 * - with a key what was done stays: a repeat finds it by its id and goes on from there, so it is counted
 *   once. It is not undone, because another request with the same key may have been answered 202 meanwhile.
 *
 * A row that stays behind either way is an accepted frame: the sweep puts it into the queue.
 */
@Injectable()
export class AcceptFrame {
  constructor(
    private readonly blobs: Blobs,
    private readonly frames: Frames,
    private readonly queues: JobQueues,
    private readonly unsettled: UnsettledBlobs,
    private readonly deadlines: DeadlineClock,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /**
   * Returns the frame that a key already made, with its job in the queue again if it had been lost; null without one.
   */
  async repeated(station: string, key: string, sha256: string): Promise<StoredFrame | null> {
    const frame = await this.frames.find(frameIdForKey(station, key));
    if (frame === null) return null;
    refuseOtherBytes(frame, sha256, key);
    if (frame.state === 'accepted') await this.enqueue(frame);
    return frame;
  }

  /** Throws `blobs-unavailable`, `records-unavailable`, `queue-unavailable` or `idempotency-key-reused`. */
  async accept(
    station: string,
    image: CheckedImage,
    facts: FrameFacts,
    due: Due | null = null,
  ): Promise<StoredFrame> {
    const key = facts.idempotencyKey;
    const id = key === undefined ? this.clock.newId() : frameIdForKey(station, key);
    return loggedAbout({ frameId: id, stationId: station }, () =>
      this.keep(station, id, image, { ...facts, due }),
    );
  }

  private async keep(
    station: string,
    id: string,
    image: CheckedImage,
    facts: FrameFacts & { due: Due | null },
  ): Promise<StoredFrame> {
    const { idempotencyKey: key, due } = facts;
    const blob = this.blobKey(station, id, key);
    await this.blobs.put(blob, image.bytes);
    const { frame, fresh } = await this.insert({
      id,
      station,
      partId: facts.partId ?? null,
      lot: facts.lot ?? null,
      capturedAt: facts.capturedAt === undefined ? null : new Date(facts.capturedAt),
      acceptedAt: this.clock.now(),
      bytes: image.bytes.length,
      width: image.width,
      height: image.height,
      mediaType: image.mediaType,
      sha256: image.sha256,
      goldenPart: facts.goldenPart ?? null,
      // Also one that has passed while the bytes were kept: the frame has its fail-safe verdict at once.
      deadlineMs: due === null ? null : due.at - performance.now(),
      blob,
    });
    if (fresh && due !== null) this.deadlines.expect(frame.id, due);
    if (!fresh && frame.blob !== blob) await this.blobs.delete(blob);
    if (key !== undefined) refuseOtherBytes(frame, image.sha256, key);
    await this.enqueueOrUndo(frame, key === undefined);
    return frame;
  }

  /** No two requests write to one place, also not two with the same key at the same moment: the row says whose bytes count. */
  private blobKey(station: string, id: string, key: string | undefined): string {
    const name = key === undefined ? id : `${id}-${randomBytes(6).toString('hex')}`;
    return frameBlobKey(station, this.clock.now(), name);
  }

  private async insert(row: NewFrame): Promise<{ frame: StoredFrame; fresh: boolean }> {
    try {
      return await this.frames.accept(row);
    } catch (error) {
      // Whether the row is there is not known when the connection broke: that is settled later.
      this.unsettled.add(row.id, row.blob);
      throw error;
    }
  }

  private async enqueueOrUndo(frame: StoredFrame, undo: boolean): Promise<void> {
    try {
      await this.enqueue(frame);
    } catch (error) {
      if (undo) await this.undo(frame);
      throw error;
    }
  }

  private async enqueue(frame: StoredFrame): Promise<void> {
    await this.queues.of(queues.inspect).add(inspectJobOf(frame));
  }

  /**
   * Withdraws a frame that could not be queued; where that fails, it stays an accepted frame and is inspected later.
   */
  private async undo(frame: StoredFrame): Promise<void> {
    const gone = await this.frames.withdraw(frame.id).catch(() => false);
    if (gone) this.unsettled.add(frame.id, frame.blob);
  }
}

function refuseOtherBytes(frame: StoredFrame, sha256: string, key: string): void {
  if (frame.sha256 === sha256) return;
  throw new TouchstoneError(
    'idempotency-key-reused',
    `the key "${key}" was used for other bytes (frame ${frame.id}); use a new key for every image`,
    { facts: { frameId: frame.id } },
  );
}
