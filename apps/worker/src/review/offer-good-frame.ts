import { Inject, Injectable } from '@nestjs/common';
import { type Review } from '#contracts';
import { systemClock } from '#telemetry';
import { screenOffer } from '#learning';
import { Blobs, ConfirmedDefects, normalBlobKey, type StoredNormal } from '#storage';
import type { TensorRuntime } from '#tensors';
import { tensorRuntime } from '../tokens.js';
import { SeeFrame } from './seen-frame.js';

/** A false alarm as a normal, past the screen: in, or in quarantine with the findings. */
@Injectable()
export class OfferGoodFrame {
  constructor(
    private readonly see: SeeFrame,
    private readonly defects: ConfirmedDefects,
    private readonly blobs: Blobs,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** Makes the normal. It has the review's id, so that doing it twice writes the same bytes to the same place. */
  async normal({ id, frameId, stationId }: Review): Promise<StoredNormal> {
    return this.see.with(
      frameId,
      async ({ row, bytes, quality, embedding }, { model, station }) => {
        const known = await this.defects.of(stationId, model.backbone.hash);
        const offered = { frameId, patches: embedding.patches, quality };
        const findings = station.settings.screen.enabled
          ? await screenOffer(offered, model, known, this.runtime)
          : [];
        const blob = normalBlobKey(stationId, id);
        await this.blobs.put(blob, bytes);
        const now = systemClock.now();
        const aside = findings.length > 0;
        const { partId, lot, capturedAt, width, height, mediaType, sha256 } = row;
        return {
          id,
          station: stationId,
          partId,
          lot,
          capturedAt,
          width,
          height,
          mediaType,
          sha256,
          bytes: row.bytes,
          blob,
          addedAt: now,
          sourceFrame: frameId,
          findings,
          state: aside ? 'quarantined' : 'in',
          setAsideAt: aside ? now : null,
        };
      },
    );
  }
}
