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
    const { second, inputSize: size } = manifest;
    const secondBytes = second && (await this.blobs.get(second.bank.blob));
    const inputs = { size, second: second && second.inputSize };
    return this.backbones.useInputs(manifest.backbone.name, inputs, async (open) => {
      const { backbone } = open;
      const small = open.second && secondBytes && { backbone: open.second, bankBytes: secondBytes };
      const { runtime } = this;
      const model = await openModel({ manifest, bankBytes, backbone, second: small, runtime });
      try {
        return await work(model);
      } finally {
        model.dispose();
      }
    });
  }
}
