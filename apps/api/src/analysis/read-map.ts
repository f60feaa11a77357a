import { Injectable } from '@nestjs/common';
import { type AnalysisMap, mapSettings, storedMap, TouchstoneError } from '#contracts';
import { Blobs, Jobs, MapFacts } from '#storage';

/** A finished map with what is known of its points at this moment. */
@Injectable()
export class ReadMap {
  constructor(
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
    private readonly facts: MapFacts,
  ) {}

  /** Throws `analysis-not-found`: also for one that is no map, or not finished. */
  async read(id: string): Promise<AnalysisMap> {
    const { kind, state, settings, stationId } = await this.jobs.get('analyse', id);
    const blob = await this.jobs.blobOf(id);
    if (kind !== 'map' || blob === null)
      throw new TouchstoneError(
        'analysis-not-found',
        kind === 'map' ? `the map ${id} is not there: it is ${state}` : `analysis ${id} is no map`,
      );
    const { points } = storedMap.parse(JSON.parse((await this.blobs.get(blob)).toString()));
    const frames = points.id.filter((_, i) => points.kind[i] === 'frame');
    const facts = await this.facts.of(frames);
    const known = points.id.map((point) => facts.get(point));
    const { method, seed } = mapSettings.parse(settings);
    return {
      analysisId: id,
      stationId,
      method,
      seed,
      points: {
        ...points,
        verdict: known.map((fact) => fact?.verdict ?? null),
        label: known.map((fact) => fact?.label ?? null),
        at: known.map((fact) => fact?.inspectedAt.getTime() ?? null),
      },
    };
  }
}
