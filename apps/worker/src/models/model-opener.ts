import { Inject, Injectable } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import { type Backbone, openBackbone, resolveBackbone, type Size } from '#embedding';
import { openModel, type OpenSecondInput, type StationModel, verifyReferences } from '#inspection';
import { Blobs } from '#storage';
import { Metrics } from '#telemetry';
import type { TensorRuntime } from '#tensors';
import type { Settings } from '../settings.js';
import { SharedCache } from './shared-cache.js';
import { tensorRuntime, workerSettings } from '../tokens.js';

/** Opens a station's model from its manifest: one backbone for all who share it, its own bank, proven by its references. */
@Injectable()
export class ModelOpener {
  /** Backbones that no open model needs are closed: each holds its weights and its native session. */
  private readonly backbones = new SharedCache<Backbone>({
    room: 0,
    sizeOf: () => 1,
    dispose: (backbone) => {
      this.metrics.backboneClosed(labelsOf(backbone));
      backbone.dispose();
    },
  });

  /** The models that were proven here. */
  private readonly known = new Set<string>();

  constructor(
    private readonly blobs: Blobs,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(workerSettings) private readonly settings: Settings,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Throws `backbone-not-found`, `backbone-invalid`, `bank-invalid`, `model-invalid` (another backbone than
   * the one it was made with, or other scores for its reference frames), `blob-not-found`, `blobs-unavailable`.
   */
  async open(manifest: ModelManifest): Promise<StationModel> {
    const bankBytes = await this.blobs.get(manifest.bank.blob);
    const backbone = await this.acquire(manifest, manifest.inputSize);
    try {
      const second = await this.second(manifest);
      try {
        const { runtime } = this;
        return await this.proven(await openModel({ manifest, bankBytes, backbone, second, runtime })); // prettier-ignore
      } catch (error) {
        if (second) this.release(manifest, second.backbone.size);
        throw error;
      }
    } catch (error) {
      this.release(manifest, manifest.inputSize);
      throw error;
    }
  }

  close(model: StationModel): void {
    const { manifest } = model;
    model.dispose();
    this.release(manifest, manifest.inputSize);
    if (manifest.second) this.release(manifest, manifest.second.inputSize);
  }

  /** Opens what the second input needs; null where the model has none. */
  private async second(manifest: ModelManifest): Promise<OpenSecondInput | null> {
    const { second } = manifest;
    if (second === null) return null;
    const bankBytes = await this.blobs.get(second.bank.blob);
    return { backbone: await this.acquire(manifest, second.inputSize), bankBytes };
  }

  private acquire({ backbone }: ModelManifest, size: Size): Promise<Backbone> {
    return this.backbones.acquire(keyOf(backbone, size), () => this.openBackbone(backbone, size));
  }

  private release({ backbone }: ModelManifest, size: Size): void {
    this.backbones.release(keyOf(backbone, size));
  }

  /** Proves a model by its references, once in this process: one that was closed meanwhile has the same bytes. */
  private async proven(model: StationModel): Promise<StationModel> {
    const what = provenOf(model);
    if (this.known.has(what)) return model;
    try {
      await verifyReferences(model, (blob) => this.blobs.get(blob));
      this.known.add(what);
      return model;
    } catch (error) {
      model.dispose();
      throw error;
    }
  }

  private async openBackbone(wanted: ModelManifest['backbone'], size: Size): Promise<Backbone> {
    const { backboneFolders, cacheFolder } = this.settings;
    const { folder, manifest } = await resolveBackbone(wanted.name, backboneFolders);
    const options = { runtime: this.runtime, cacheFolder, manifest, size };
    const backbone = await openBackbone(folder, options);
    if (backbone.manifest.sha256 === wanted.sha256) {
      this.metrics.backboneOpened(labelsOf(backbone));
      return backbone;
    }
    backbone.dispose();
    throw otherBackbone(wanted, backbone, folder);
  }
}

function labelsOf({ manifest, backend }: Backbone) {
  return { backbone: manifest.name, engine: backend, precision: manifest.precision ?? 'float32' };
}

/** Names all that a proof depends on: the model, the bytes of its bank, and what the backbone computes with. */
function provenOf({ manifest, backbone }: StationModel): string {
  return `${manifest.id} ${manifest.bank.sha256} ${backbone.hash} ${backbone.backend}`;
}

function keyOf({ name, sha256 }: ModelManifest['backbone'], { width, height }: Size): string {
  return `${name} ${sha256} ${width}x${height}`;
}

function otherBackbone(
  wanted: ModelManifest['backbone'],
  found: Backbone,
  folder: string,
): TouchstoneError {
  return new TouchstoneError(
    'model-invalid',
    `The model was made with backbone ${wanted.name} ${wanted.version} (SHA-256 ${wanted.sha256}); ${folder} holds ` +
      `version ${found.manifest.version} (${found.manifest.sha256}). Put the old backbone back or calibrate the station again.`,
  );
}
