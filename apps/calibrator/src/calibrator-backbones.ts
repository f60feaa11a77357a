import { Inject, Injectable } from '@nestjs/common';
import { type Backbone, findBackbone, openBackbone } from '#embedding';
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
    const folder = await findBackbone(name, [...this.settings.backboneFolders]);
    const { runtime } = this;
    const backbone = await openBackbone(folder, {
      runtime,
      cacheFolder: this.settings.cacheFolder,
    });
    try {
      return await work(backbone);
    } finally {
      backbone.dispose();
    }
  }
}
