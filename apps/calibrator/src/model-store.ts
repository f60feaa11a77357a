import { Inject, Injectable } from '@nestjs/common';
import {
  type Calibration,
  type ModelManifest,
  modelManifest,
  type StationSettings,
} from '#contracts';
import type { Backbone } from '#embedding';
import type { Learned } from '#inspection';
import { bankBlobKey, Blobs, Models, Normals } from '#storage';

/** One good frame as `learn` takes it; its bytes are read when their turn comes. */
export interface NormalToLearn {
  id: string;
  partId: string | null;
  bytes: () => Promise<Buffer>;
}

/** Reads a calibration's normals from storage, and puts its model there. */
@Injectable()
export class ModelStore {
  constructor(
    @Inject(Normals) private readonly normals: Normals,
    @Inject(Blobs) private readonly blobs: Blobs,
    @Inject(Models) private readonly models: Models,
  ) {}

  /** Those added before the calibration was asked for: a second run learns from the same ones. */
  async normalsOf({ stationId, requestedAt }: Calibration): Promise<NormalToLearn[]> {
    const until = Date.parse(requestedAt);
    const found: NormalToLearn[] = [];
    for await (const { id, partId, blob, addedAt } of this.normals.each(stationId)) {
      if (addedAt.getTime() > until) break;
      found.push({ id, partId, bytes: () => this.blobs.get(blob) });
    }
    return found;
  }

  /** Blobs first, the manifest last: a model that is listed is whole. Returns the manifest. */
  async put(
    calibration: Calibration,
    settings: StationSettings,
    backbone: Backbone,
    learned: Learned,
  ): Promise<ModelManifest> {
    const { id, stationId: station } = calibration;
    await this.blobs.put(bankBlobKey(station, id), learned.bankBytes);
    const references = await this.keepReferences(calibration, learned);
    const { version, sha256 } = backbone.manifest;
    const manifest = modelManifest.parse({
      format: 'touchstone-model/1',
      id,
      station,
      version: await this.models.nextVersion(station),
      madeAt: calibration.requestedAt,
      // By the name that it is looked up with, which its own manifest need not have.
      backbone: { name: settings.backbone, version, sha256 },
      inputSize: backbone.size,
      regionOfInterest: settings.regionOfInterest,
      bank: {
        blob: bankBlobKey(station, id),
        sha256: learned.bankSha256,
        rows: learned.rows,
        dimensions: learned.dimensions,
        settings: settings.bank,
      },
      score: settings.score,
      limits: learned.limits,
      certificate: learned.certificate,
      references,
    });
    await this.models.insert(manifest);
    return manifest;
  }

  /** Copies of their own: a normal may be deleted, the model's proof may not go with it. */
  private async keepReferences(
    { id, stationId }: Calibration,
    learned: Learned,
  ): Promise<ModelManifest['references']> {
    const references: ModelManifest['references'] = [];
    for (const { frameId, imageScore } of learned.references) {
      const normal = await this.normals.find(frameId);
      // Deleted while we learned: there is one proof less.
      if (normal === null) continue;
      const blob = `models/${stationId}/${id}/references/${frameId}`;
      await this.blobs.put(blob, await this.blobs.get(normal.blob));
      references.push({ frameId, blob, imageScore });
    }
    return references;
  }
}
