import { Inject, Injectable } from '@nestjs/common';
import type { Review } from '#contracts';
import { type StationModel, viewHash } from '#inspection';
import { coveringRadius, patchDistances, placesToRemember, reachOf } from '#memory-bank';
import type { EmbeddedDefect } from '#storage';
import type { TensorRuntime } from '#tensors';
import { tensorRuntime } from '../tokens.js';
import { cellsInRegion } from './region-cells.js';
import { SeeFrame, type SeenFrame } from './seen-frame.js';

/** The step that embeds a defect's patches as the active model sees them. */
@Injectable()
export class RememberDefect {
  constructor(
    private readonly see: SeeFrame,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /**
   * Returns the defect's patches; `inactive` says why where nothing of the frame, or of its marked region, is unlike
   * the normals.
   */
  async embedded({ frameId, region }: Review): Promise<EmbeddedDefect> {
    return this.see.with(frameId, (seen, { model }) => this.patchesOf(seen, region, model));
  }

  /** Tells whether the station's active model sees as what was made with this hash. */
  async isSeenAlike(station: string, madeWith: string): Promise<boolean> {
    return (await this.see.hashInUse(station)) === madeWith;
  }

  private async patchesOf(
    { embedding: { patches }, rows, columns }: SeenFrame,
    region: Review['region'],
    model: StationModel,
  ): Promise<EmbeddedDefect> {
    const { bank, backbone, mask, view } = model;
    const distances = await patchDistances(this.runtime, bank, patches);
    const inRegion = region && cellsInRegion(region, { rows, columns }, view.regionOfInterest);
    const places = placesToRemember(distances, coveringRadius(bank), { mask, inRegion });
    const d = bank.dimensions;
    const kept = new Float32Array(places.length * d);
    places.forEach((place, i) => kept.set(patches.subarray(place * d, (place + 1) * d), i * d));
    return {
      backbone: backbone.hash,
      madeWith: viewHash(view, backbone.hash),
      dimensions: d,
      patches: kept,
      places,
      reach: Math.max(0, ...places.map((place) => reachOf(distances[place]!))),
      inactive: places.length > 0 ? null : nothingFar(region !== null),
    };
  }
}

function nothingFar(marked: boolean): string {
  return marked
    ? 'nothing in the marked region is unlike the normals that the model learned from: mark the defect itself, and look whether such defects are among the normals'
    : 'no patch of the frame is unlike the normals that the model learned from: mark the region where the defect is, and answer again';
}
