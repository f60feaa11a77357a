import { Inject, Injectable } from '@nestjs/common';
import type { FineTuningTools, Tools } from '#training';
import type { ModelManifest } from '#contracts';
import { type Backbone, openBackbone, type ResolvedBackbone, resolveBackbone } from '#embedding';
import { patchMask, prepare, viewHash, viewOf } from '#inspection';
import type { TensorRuntime } from '#tensors';
import { CalibratorBackbones } from '../calibrator-backbones.js';
import type { Settings } from '../settings.js';
import { calibratorSettings, tensorRuntime } from '../tokens.js';

/** Opens what a training starts from: the backbone of the station's active model, and that model's view of its images. */
@Injectable()
export class TrainingTools {
  constructor(
    @Inject(CalibratorBackbones) private readonly backbones: Pick<CalibratorBackbones, 'use'>,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  /** Throws `backbone-not-found`, `backbone-invalid`, `layer-unsupported`; what `work` throws. */
  async use<T>(
    model: ModelManifest,
    work: (tools: Tools, base: ResolvedBackbone) => Promise<T>,
  ): Promise<T> {
    const { backboneFolders, maxPixels } = this.settings;
    const base = await resolveBackbone(model.backbone.name, backboneFolders);
    const seeing = async (backbone: Backbone) => {
      const view = viewOf(model);
      const counts = await patchMask(view, backbone.grid);
      const see = async (bytes: Buffer) => (await prepare(bytes, view, { maxPixels })).image;
      const seen = { key: viewHash(view, backbone.hash), see, counts };
      return work({ runtime: this.runtime, backbone, view: seen }, base);
    };
    return this.backbones.use(model.backbone.name, seeing, model.inputSize);
  }

  /** Opens a larger backbone beside one, at its size. Throws as `use` does. */
  async withTeacher<T>(
    name: string,
    { runtime, backbone: { size } }: Tools,
    work: (teacher: Pick<FineTuningTools, 'teacher' | 'cacheFolder'>) => Promise<T>,
  ): Promise<T> {
    const { backboneFolders, cacheFolder } = this.settings;
    const { folder, manifest } = await resolveBackbone(name, backboneFolders);
    const teacher = await openBackbone(folder, { runtime, manifest, cacheFolder, size });
    try {
      return await work({ teacher, cacheFolder });
    } finally {
      teacher.dispose();
    }
  }
}
