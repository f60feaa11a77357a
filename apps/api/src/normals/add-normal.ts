import { Inject, Injectable } from '@nestjs/common';
import { type Clock, Metrics } from '#telemetry';
import { type FrameFacts, type Normal, TouchstoneError } from '#contracts';
import {
  Blobs,
  type ChangeFacts,
  normalBlobKey,
  Normals,
  Stations,
  type StoredNormal,
  toNormal,
} from '#storage';
import type { CheckedImage } from '../ingest/checked-image.js';
import { clock } from '../tokens.js';
import { QuickCheck } from './quick-check.js';

/** Adds normals. Equal bytes are one normal, so that a repeat, with a key or without, changes nothing. */
@Injectable()
export class AddNormal {
  constructor(
    private readonly stations: Stations,
    private readonly normals: Normals,
    private readonly blobs: Blobs,
    private readonly quickCheck: QuickCheck,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `station-not-found`. */
  async stationMustExist(station: string): Promise<void> {
    if ((await this.stations.record(station)) === null)
      throw new TouchstoneError('station-not-found', `there is no station ${station}`);
  }

  /**
   * Adds a normal: bytes on the disk first, then the row, so that a row always has its bytes. Throws
   * `picture-in-test-set` for bytes of the test set.
   */
  async add(
    station: string,
    image: CheckedImage,
    facts: FrameFacts,
    by: string,
  ): Promise<{ normal: Normal; fresh: boolean }> {
    const known = await this.normals.withBytes(station, image.sha256);
    if (known !== null) return { normal: toNormal(known), fresh: false };
    const findings = await this.quickCheck.findings(station, image.bytes);
    const id = this.clock.newId();
    const blob = normalBlobKey(station, id);
    await this.blobs.put(blob, image.bytes);
    const row: StoredNormal = {
      id,
      station,
      partId: facts.partId ?? null,
      lot: facts.lot ?? null,
      capturedAt: facts.capturedAt === undefined ? null : new Date(facts.capturedAt),
      addedAt: this.clock.now(),
      ...(findings.length === 0
        ? { state: 'in' }
        : { state: 'quarantined', findings, setAsideAt: this.clock.now() }),
      bytes: image.bytes.length,
      width: image.width,
      height: image.height,
      mediaType: image.mediaType,
      sha256: image.sha256,
      blob,
    };
    const change = { auditId: this.clock.newId(), by, at: row.addedAt };
    const { normal, fresh } = await this.storing(row, change);
    if (fresh) {
      this.metrics.normalAdded(station);
      if (normal.state === 'quarantined') await this.quickCheck.tell(station, normal.id);
    } else await this.blobs.delete(blob);
    return { normal: toNormal(normal), fresh };
  }

  /** Stores the row; bytes that are refused do not stay behind. */
  private async storing(row: StoredNormal, change: ChangeFacts) {
    try {
      return await this.normals.add(row, change);
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'picture-in-test-set')
        await this.blobs.delete(row.blob);
      throw error;
    }
  }
}
