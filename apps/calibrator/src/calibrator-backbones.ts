import { Inject, Injectable } from '@nestjs/common';
import { type Backbone, openBackbone, resolveBackbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { Settings } from './settings.js';
import { calibratorSettings, tensorRuntime } from './tokens.js';

/** Opens the backbone that a station names, for one calibration at a time. */
@Injectable()
export class CalibratorBackbones {
  constructor(
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  /** Throws `backbone-not-found`, `backbone-invalid`, `layer-unsupported`. */
  async use<T>(name: string, work: (backbone: Backbone) => Promise<T>): Promise<T> {
    const { backboneFolders, cacheFolder } = this.settings;
    const { folder, manifest } = await resolveBackbone(name, backboneFolders);
    const { runtime } = this;
    const backbone = await openBackbone(folder, { runtime, cacheFolder, manifest });
    try {
      return await work(backbone);
    } finally {
      backbone.dispose();
    }
  }
}
