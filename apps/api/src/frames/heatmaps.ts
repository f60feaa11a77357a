import { Inject, Injectable } from '@nestjs/common';
import { renderHeatmap } from '#images';
import { Blobs, Inspections, Models, type StoredFrame } from '#storage';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';

/** Draws a frame under its anomaly map, with the limits and the region of the model that inspected it. */
@Injectable()
export class Heatmaps {
  constructor(
    private readonly inspections: Inspections,
    private readonly models: Models,
    private readonly blobs: Blobs,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /** Draws a PNG, its longer side at most `side` pixels. Throws `inspection-not-found` or `blob-not-found`. */
  async draw(frame: StoredFrame, side = 1024): Promise<Buffer> {
    const inspection = await this.inspections.get(frame.id);
    const [map, bytes, model] = await Promise.all([
      this.inspections.map(frame.id),
      this.blobs.get(frame.blob),
      this.models.find(inspection.model.id),
    ]);
    return renderHeatmap(bytes, {
      map,
      ...inspection.grid,
      limits: inspection.limits,
      regionOfInterest: model?.regionOfInterest ?? null,
      significantBits: model?.significantBits ?? null,
      maxSide: side,
      maxPixels: this.settings.maxPixels,
    });
  }
}
