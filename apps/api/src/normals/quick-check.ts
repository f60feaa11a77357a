import { Injectable, Logger } from '@nestjs/common';
import type { ModelManifest, SetAside } from '#contracts';
import { decode, measureQuality, qualityFindings, rasterOf } from '#images';
import { LiveEvents } from '#queue';
import { Models, Quarantine } from '#storage';
import { Metrics } from '#telemetry';

/**
 * The check of a new normal before anything learns from it: whether its picture is as sharp, as lit and as placed as
 * those of the active model. The calibration screens it against the others all the same.
 */
@Injectable()
export class QuickCheck {
  private readonly log = new Logger('normals');

  constructor(
    private readonly models: Models,
    private readonly quarantine: Quarantine,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
  ) {}

  /** Returns the findings; none where the station has no model that knows its camera. */
  async findings(station: string, bytes: Buffer): Promise<SetAside[]> {
    const manifest = await this.models.active(station);
    const limits = manifest?.cameraLimits;
    if (!manifest || !limits) return [];
    try {
      return qualityFindings(await this.measure(bytes, manifest), limits);
    } catch (error) {
      // A picture that cannot be decoded is named by the calibration, as before; it is no quarantine's matter.
      this.log.warn(`a normal of ${station} was not looked at: ${String(error)}`);
      return [];
    }
  }

  /** Counts and announces a normal that went to the quarantine at once. */
  async tell(station: string, normalId: string): Promise<void> {
    const quarantined = await this.quarantine.find(station, normalId);
    if (quarantined === null) return;
    this.metrics.normalSetAside(
      station,
      quarantined.findings.map(({ reason }) => reason),
    );
    try {
      await this.events.publish({ type: 'quarantine', quarantined });
    } catch (error) {
      this.log.warn(`the quarantine of ${normalId} was not announced: ${String(error)}`);
    }
  }

  private async measure(
    bytes: Buffer,
    { inputSize, regionOfInterest, significantBits, masks, cameraReference }: ModelManifest,
  ) {
    const image = await decode(bytes, { ...inputSize, regionOfInterest, significantBits });
    const counts = await rasterOf(masks, regionOfInterest, inputSize);
    return measureQuality(image, cameraReference, counts);
  }
}
