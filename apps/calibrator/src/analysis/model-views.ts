import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import { embeddingHash, resolveBackbone } from '#embedding';
import { madeWith } from '#learning';
import { viewHash, viewOf } from '#inspection';
import { Models } from '#storage';
import type { Settings } from '../settings.js';
import { calibratorSettings } from '../tokens.js';

/** Under which hashes embeddings of one backbone and view are kept: those of frames, those of normals. */
export interface KeptUnder {
  readonly frames: string;
  readonly normals: string;
}

/** The number of models looked at: what was kept with older ones has long been pruned. */
const mostModels = 10;

/** The views and backbones that a station's embeddings were made with, by its models. */
@Injectable()
export class ModelViews {
  private readonly log = new Logger('analyse');

  constructor(
    private readonly models: Models,
    @Inject(calibratorSettings) private readonly settings: Pick<Settings, 'backboneFolders'>,
  ) {}

  /** Lists the views and backbones, the active model's first, then those of the newest models. */
  async of(station: string): Promise<KeptUnder[]> {
    const newest = (await this.models.list(station)).slice(0, mostModels);
    const found = await Promise.all([
      this.models.active(station),
      ...newest.map(({ id }) => this.models.find(id)),
    ]);
    const models = found.filter((model) => model !== null);
    const views = await Promise.all(models.map((model) => this.keptUnder(model)));
    return views.filter((view) => view !== null);
  }

  private async keptUnder(manifest: ModelManifest): Promise<KeptUnder | null> {
    try {
      const backbone = await resolveBackbone(manifest.backbone.name, this.settings.backboneFolders);
      const hash = embeddingHash(backbone.manifest, manifest.inputSize);
      const view = viewOf(manifest);
      return { frames: viewHash(view, hash), normals: madeWith(view, hash) };
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.log.warn(`model ${manifest.id} says nothing of its embeddings: ${error.message}`);
      return null;
    }
  }
}
