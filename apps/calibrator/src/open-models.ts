import { Inject, Injectable } from '@nestjs/common';
import type { ModelManifest } from '#contracts';
import { openModel, type StationModel } from '#inspection';
import { Blobs } from '#storage';
import type { TensorRuntime } from '#tensors';
import { CalibratorBackbones } from './calibrator-backbones.js';
import { tensorRuntime } from './tokens.js';

/** Opens stored models with their backbones, for the length of one piece of work. */
@Injectable()
export class OpenModels {
  constructor(
    private readonly blobs: Blobs,
    private readonly backbones: CalibratorBackbones,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** Throws `backbone-not-found`, `model-invalid`, `bank-invalid`, `blob-not-found`, `blobs-unavailable`. */
  async use<T>(manifest: ModelManifest, work: (model: StationModel) => Promise<T>): Promise<T> {
    const bankBytes = await this.blobs.get(manifest.bank.blob);
    return this.backbones.use(manifest.backbone.name, async (backbone) => {
      const model = await openModel({ manifest, bankBytes, backbone, runtime: this.runtime });
      try {
        return await work(model);
      } finally {
        model.dispose();
      }
    });
  }
}
