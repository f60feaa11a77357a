import { Inject, Injectable } from '@nestjs/common';
import { type TestPicture, type TestPictureFacts, TouchstoneError } from '#contracts';
import {
  Blobs,
  Frames,
  ReviewedPictures,
  type StoredTestPicture,
  testPictureBlobKey,
  TestPictures,
  toTestPicture,
} from '#storage';
import type { Clock } from '#telemetry';
import type { CheckedImage } from '../ingest/checked-image.js';
import { clock } from '../tokens.js';

interface Added {
  readonly picture: TestPicture;
  readonly fresh: boolean;
}

/** The facts that somebody says of a picture, beside its bytes. */
export interface SaidOfPicture extends Pick<TestPictureFacts, 'known' | 'kind' | 'region'> {
  readonly fileName: string | null;
  readonly partId: string | null;
  readonly lot: string | null;
  readonly by: string;
}

/** Adds pictures to test sets. Equal bytes are one picture, so that a repeat changes nothing. */
@Injectable()
export class AddTestPictures {
  constructor(
    private readonly pictures: TestPictures,
    private readonly reviewed: ReviewedPictures,
    private readonly frames: Frames,
    private readonly blobs: Blobs,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Adds a picture: bytes first, then the row. Throws `picture-is-normal`, `station-not-found`. */
  async add(station: string, image: CheckedImage, said: SaidOfPicture): Promise<Added> {
    const known = await this.pictures.withBytes(station, image.sha256);
    if (known !== null) return { picture: toTestPicture(known), fresh: false };
    const id = this.clock.newId();
    const { bytes, width, height, mediaType, sha256 } = image;
    const { by: addedBy, kind = null, region = null, ...others } = said;
    const row: StoredTestPicture = {
      ...others,
      id,
      station,
      kind,
      region,
      addedBy,
      width,
      height,
      mediaType,
      sha256,
      bytes: bytes.length,
      blob: testPictureBlobKey(station, id),
      capturedAt: null,
      maskBlob: null,
      sourceFrame: null,
      addedAt: this.clock.now(),
    };
    await this.blobs.put(row.blob, bytes);
    return this.settled(row.blob, () => this.pictures.add(row, this.changeBy(addedBy)));
  }

  /**
   * Adds the picture of a frame that a person answered, under that answer. Its bytes are copied, so that no retention
   * takes them. Throws `frame-not-found`, `picture-deleted`, `review-not-found`, `picture-is-normal`.
   */
  async addReviewed(station: string, frameId: string, by: string): Promise<Added> {
    const frame = await this.frames.withPicture(frameId);
    if (frame.station !== station)
      throw new TouchstoneError('frame-not-found', `station ${station} has no frame ${frameId}`);
    const id = this.clock.newId();
    const blob = testPictureBlobKey(station, id);
    const { partId, lot, capturedAt, bytes, width, height, mediaType, sha256 } = frame;
    const image = { id, station, partId, lot, capturedAt, bytes, width, height, mediaType, sha256 };
    const origin = { fileName: null, sourceFrame: frameId, addedBy: by, addedAt: this.clock.now() };
    await this.blobs.put(blob, await this.blobs.get(frame.blob));
    return this.settled(blob, async () => {
      const picture = { ...image, ...origin, blob };
      const { goneBlob, ...added } = await this.reviewed.add(frameId, picture, this.changeBy(by));
      if (goneBlob !== null) await this.blobs.delete(goneBlob);
      return added;
    });
  }

  /** Keeps the mask of a bad part. Throws `test-picture-not-found`, `validation-failed` for a good part. */
  async setMask(station: string, id: string, mask: CheckedImage, by: string): Promise<TestPicture> {
    const { known, blob } = await this.pictures.get(station, id);
    if (known === 'good')
      throw new TouchstoneError(
        'validation-failed',
        `the test picture ${id} shows a good part, which has no defect to mask`,
      );
    const key = `${blob}.mask`;
    await this.blobs.put(key, mask.bytes);
    return toTestPicture(await this.pictures.setMask(station, id, key, this.changeBy(by)));
  }

  /** Takes a picture out of the test set. The row goes before the bytes. Throws `test-picture-not-found`. */
  async delete(station: string, id: string, by: string): Promise<void> {
    const { blob, maskBlob } = await this.pictures.delete(station, id, this.changeBy(by));
    await this.blobs.delete(blob);
    if (maskBlob !== null) await this.blobs.delete(maskBlob);
  }

  /** Bytes that became no picture of the set, as they were refused or there before, do not stay behind. */
  private async settled(
    blob: string,
    add: () => Promise<{ picture: StoredTestPicture; fresh: boolean }>,
  ): Promise<Added> {
    let kept = false;
    try {
      const { picture, fresh } = await add();
      kept = fresh;
      return { picture: toTestPicture(picture), fresh };
    } finally {
      if (!kept) await this.blobs.delete(blob);
    }
  }

  private changeBy(by: string) {
    return { auditId: this.clock.newId(), by, at: this.clock.now() };
  }
}
