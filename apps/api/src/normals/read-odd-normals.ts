import { Injectable } from '@nestjs/common';
import { flipsOf, verdictChanges } from '#calibration';
import {
  type BothLimits,
  type InspectionsChanged,
  type Limits,
  type ModelManifest,
  type OddNormal,
  type OddNormals,
  TouchstoneError,
} from '#contracts';
import { Models, NormalDecisions, type ScoredInspection, ScoredInspections } from '#storage';

/** Says which normals set a model's limits, and what would follow without them. */
@Injectable()
export class ReadOddNormals {
  constructor(
    private readonly models: Models,
    private readonly decisions: NormalDecisions,
    private readonly scored: ScoredInspections,
  ) {}

  /** Looks at the station's newest `inspections`, of which those by this model count. Throws `model-not-found`. */
  async of(station: string, modelId: string, inspections: number): Promise<OddNormals> {
    const { version, limits, certificate } = await this.manifest(station, modelId);
    const judged = await this.scored.newest(station, modelId, inspections);
    const ids = certificate.oddNormals.map(({ frameId }) => frameId);
    const normals = await this.decisions.of(station, ids);
    const { warn, reject } = limits;
    return {
      modelId,
      version,
      limits: { warn, reject },
      inspections: judged.length,
      items: certificate.oddNormals.map((odd) => ({
        ...odd,
        sets: setBy(odd, limits),
        normal: normals.get(odd.frameId) ?? null,
        changes: {
          without: changedBy(judged, limits, odd.without),
          withoutOdder: changedBy(judged, limits, odd.withoutOdder),
        },
      })),
      rare: certificate.rare,
    };
  }

  private async manifest(station: string, modelId: string): Promise<ModelManifest> {
    const manifest = await this.models.find(modelId);
    if (manifest?.station === station) return manifest;
    throw new TouchstoneError('model-not-found', `station ${station} has no model ${modelId}`);
  }
}

function setBy({ without }: OddNormal, limits: Limits): ('reject' | 'warn')[] {
  return (['reject', 'warn'] as const).filter((limit) => without[limit] !== limits[limit]);
}

function changedBy(
  judged: readonly ScoredInspection[],
  limits: Limits,
  then: BothLimits,
): InspectionsChanged {
  const changes = verdictChanges(judged, limits, { ...limits, ...then });
  const share = judged.length === 0 ? null : changes.length / judged.length;
  return { changed: changes.length, share, flips: flipsOf(changes) };
}
