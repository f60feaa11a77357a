import { Injectable } from '@nestjs/common';
import { type LongJob, type ModelManifest, modelManifest, type StationSettings } from '#contracts';
import type { LearnedModel, Normal } from '#learning';
import type { View } from '#inspection';
import { bankBlobKey, Blobs, foldBanksFolder, Models, Normals, secondBankBlobKey } from '#storage';
import type { OpenInputs } from '../calibrator-backbones.js';
import { isRareAt, standingAt } from './standing.js';

/** The calibration whose model it is. */
type StoredFor = Pick<LongJob, 'id' | 'stationId' | 'requestedAt'>;

/** Reads a calibration's normals from storage, and puts its model there. */
@Injectable()
export class ModelStore {
  constructor(
    private readonly normals: Normals,
    private readonly blobs: Blobs,
    private readonly models: Models,
  ) {}

  /** Lists the normals that were added before the calibration was asked for: a second run learns from the same ones. */
  async normalsOf({
    stationId,
    requestedAt,
  }: Pick<LongJob, 'stationId' | 'requestedAt'>): Promise<Normal[]> {
    const until = Date.parse(requestedAt);
    const found: Normal[] = [];
    for await (const normal of this.normals.each(stationId)) {
      if (normal.addedAt.getTime() > until) break;
      const standing = standingAt(normal, until);
      if (standing === 'out') continue;
      const { id, partId, lot, capturedAt, sha256, blob } = normal;
      found.push({
        id,
        partId,
        lot,
        sha256,
        onlyInLimits: standing === 'only-in-limits',
        rare: isRareAt(normal, until),
        capturedAt: capturedAt?.getTime() ?? null,
        bytes: () => this.blobs.get(blob),
      });
    }
    return found;
  }

  /** Blobs first, the manifest last: a model that is listed is whole. Returns the manifest. */
  async put(
    calibration: StoredFor,
    settings: StationSettings,
    inputs: OpenInputs,
    { view, learned }: { view: View; learned: LearnedModel },
  ): Promise<ModelManifest> {
    const { backbone } = inputs;
    const { id, stationId: station } = calibration;
    await this.blobs.put(bankBlobKey(station, id), learned.bankBytes);
    const foldBanks = await this.keepFoldBanks(calibration, learned);
    const references = await this.keepReferences(calibration, learned);
    const second = await this.keepSecond(calibration, inputs, learned);
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
      regionOfInterest: view.regionOfInterest,
      significantBits: view.significantBits ?? null,
      masks: view.masks,
      alignment: view.alignment,
      bank: {
        blob: bankBlobKey(station, id),
        sha256: learned.bankSha256,
        rows: learned.rows,
        dimensions: learned.dimensions,
        settings: settings.bank,
      },
      score: settings.score,
      scoreReference: learned.scoreReference,
      second,
      limits: learned.limits,
      certificate: learned.certificate,
      references,
      cameraLimits: learned.cameraLimits,
      cameraReference: learned.cameraReference,
      foldBanks,
      extends: learned.extends,
    });
    await this.models.insert(manifest);
    return manifest;
  }

  /** Keeps the second input's bank; null where there is no second input. */
  private async keepSecond(
    { id, stationId }: StoredFor,
    { second: small }: OpenInputs,
    { second }: LearnedModel,
  ): Promise<ModelManifest['second']> {
    if (small === null || second === null) return null;
    const { bankBytes, bankSha256: sha256, rows, dimensions, scoreReference, fusion } = second;
    const blob = secondBankBlobKey(stationId, id);
    await this.blobs.put(blob, bankBytes);
    const bank = { blob, sha256, rows, dimensions };
    return { inputSize: small.size, bank, scoreReference, fusion };
  }

  /** Keeps what adding normals to this model will need. */
  private async keepFoldBanks(
    { id, stationId }: StoredFor,
    { foldBanks }: LearnedModel,
  ): Promise<ModelManifest['foldBanks']> {
    const kept: ModelManifest['foldBanks'] = [];
    for (const [fold, { bytes, sha256, heldOut, onlyInLimits }] of foldBanks.entries()) {
      const blob = `${foldBanksFolder(stationId, id)}/${fold}.safetensors`;
      await this.blobs.put(blob, bytes);
      kept.push({ blob, sha256, heldOut: [...heldOut], onlyInLimits: [...onlyInLimits] });
    }
    return kept;
  }

  /** Copies of their own: a normal may be deleted, the model's proof may not go with it. */
  private async keepReferences(
    { id, stationId }: StoredFor,
    learned: LearnedModel,
  ): Promise<ModelManifest['references']> {
    const references: ModelManifest['references'] = [];
    for (const reference of learned.references) {
      const { frameId } = reference;
      const normal = await this.normals.find(frameId);
      // Deleted while we learned: there is one proof less.
      if (normal === null) continue;
      const blob = `models/${stationId}/${id}/references/${frameId}`;
      await this.blobs.put(blob, await this.blobs.get(normal.blob));
      references.push({ ...reference, blob });
    }
    return references;
  }
}
