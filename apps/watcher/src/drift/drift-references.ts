import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DriftReference } from '#drift';
import { type ImageQuality, type ModelManifest, TouchstoneError } from '#contracts';
import { embeddingHash, resolveBackbone } from '#embedding';
import { madeWith } from '#learning';
import { viewHash, viewOf } from '#inspection';
import { Drift, type NormalFigures } from '#storage';
import type { Settings } from '../settings.js';
import { watcherSettings } from '../tokens.js';

/** The usual figures by a model and its normals; read once, when the model goes live. */
@Injectable()
export class DriftReferences {
  private readonly log = new Logger('drift');

  constructor(
    private readonly drift: Drift,
    @Inject(watcherSettings) private readonly settings: Pick<Settings, 'backboneFolders'>,
  ) {}

  /**
   * Returns the usual figures. Where they were not kept they are empty: then the first parts in service say what is
   * usual.
   */
  async of(
    manifest: ModelManifest,
  ): Promise<{ reference: DriftReference; madeWith: string | null }> {
    const { certificate, limits, cameraLimits, station, madeAt } = manifest;
    const under = await this.keptUnder(manifest);
    const kept = under ? await this.drift.normals(station, under.normals, new Date(madeAt)) : [];
    const parts = byPart(kept);
    const reference = {
      heldOutScores: certificate.heldOutScores,
      warn: limits.warn,
      qualities: parts.flatMap(({ quality }) => quality ?? []),
      embeddings: parts.map(({ image }) => image),
      leastMatch: cameraLimits?.leastMatch ?? null,
      expectedRate: certificate.reject.expectedRate,
      seed: certificate.seed,
    };
    return { reference, madeWith: under?.frames ?? null };
  }

  /** The hashes under which embeddings of its frames and of its normals are kept. */
  private async keptUnder(
    manifest: ModelManifest,
  ): Promise<{ frames: string; normals: string } | null> {
    try {
      const { name } = manifest.backbone;
      const backbone = await resolveBackbone(name, this.settings.backboneFolders);
      const hash = embeddingHash(backbone.manifest, manifest.inputSize);
      const view = viewOf(manifest);
      return { frames: viewHash(view, hash), normals: madeWith(view, hash) };
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.log.warn(`drift of ${manifest.station} is watched without embeddings: ${error.message}`);
      return null;
    }
  }
}

/** A part counts once: by its first frame, since its frames are nearly the same. */
function byPart(
  normals: readonly NormalFigures[],
): { quality: ImageQuality | null; image: Float32Array }[] {
  const parts = new Map<string, NormalFigures>();
  for (const normal of normals) {
    const key = normal.partId === null ? `frame ${normal.normalId}` : `part ${normal.partId}`;
    if (!parts.has(key)) parts.set(key, normal);
  }
  return [...parts.values()];
}
