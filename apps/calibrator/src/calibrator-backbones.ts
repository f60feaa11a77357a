import { Inject, Injectable } from '@nestjs/common';
import { type Backbone, openBackbone, resolveBackbone, type Size } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { Settings } from './settings.js';
import { calibratorSettings, tensorRuntime } from './tokens.js';

/** The sizes at which a backbone is opened; null or absent: its own size, and no second one. */
export interface WantedInputs {
  readonly size?: Size | null;
  readonly second?: Size | null;
}

/** A backbone at the size of the first input, and at that of the second one where there is one. */
export interface OpenInputs {
  readonly backbone: Backbone;
  readonly second: Backbone | null;
}

/** Opens the backbone that a station names, for one calibration at a time. */
@Injectable()
export class CalibratorBackbones {
  constructor(
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  /** Lends the backbone at a size. Throws `backbone-not-found`, `backbone-invalid`, `layer-unsupported`. */
  use<T>(
    name: string,
    work: (backbone: Backbone) => Promise<T>,
    size: Size | null = null,
  ): Promise<T> {
    return this.useInputs(name, { size }, ({ backbone }) => work(backbone));
  }

  /** Lends the backbone at the sizes of one or two inputs. Throws as `use`. */
  async useInputs<T>(
    name: string,
    { size = null, second = null }: WantedInputs,
    work: (inputs: OpenInputs) => Promise<T>,
  ): Promise<T> {
    const backbone = await this.open(name, size);
    try {
      const small = second === null ? null : await this.open(name, second);
      try {
        return await work({ backbone, second: small });
      } finally {
        small?.dispose();
      }
    } finally {
      backbone.dispose();
    }
  }

  private async open(name: string, size: Size | null): Promise<Backbone> {
    const { backboneFolders, cacheFolder } = this.settings;
    const { folder, manifest } = await resolveBackbone(name, backboneFolders);
    const { runtime } = this;
    return openBackbone(folder, { runtime, cacheFolder, manifest, size: size ?? undefined });
  }
}
