import { Inject, Injectable } from '@nestjs/common';
import type { InspectJob, TouchstoneError } from '#contracts';
import { JobQueues, LiveEvents, queues } from '#queue';
import type { Recorded } from '#storage';
import { Metrics } from '#telemetry';
import { GoldenShowings } from '../golden-showings.js';

/** Says what happened to a frame: to Prometheus, to the live line, to the station's webhook and to its challenge. */
@Injectable()
export class Announcer {
  constructor(
    private readonly metrics: Metrics,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    @Inject(GoldenShowings) private readonly showings: Pick<GoldenShowings, 'shown'>,
  ) {}

  /**
   * Announces an inspection.
   * Figures count a fresh inspection only. The rest is said again for a repeated job, since the first one may have been
   * killed before it said it: the delivery's job id and the frame id make that harmless.
   */
  async inspected({ inspection, fresh, alert, camera }: Recorded): Promise<void> {
    if (fresh) this.metrics.frameInspected(inspection);
    if (fresh && alert !== null) this.metrics.alertRaised(alert.stationId, alert.verdict);
    const { frameId, stationId, fault } = inspection;
    const deliveries = this.queues.of(queues.deliver);
    if (fresh && inspection.lookAlike !== null) this.metrics.loop.lookAlike(stationId);
    if (fresh && fault) this.metrics.cameraFault(stationId, fault.cause);
    await Promise.all([
      alert?.delivery === 'pending' && deliveries.add({ frameId, stationId }),
      camera?.delivery === 'pending' && deliveries.add({ frameId, stationId, about: 'camera' }),
      this.events.publish({ type: 'inspection', inspection }),
      alert !== null && this.events.publish({ type: 'alert', alert }),
      camera !== null && this.events.publish({ type: 'camera', camera: camera.state }),
      inspection.goldenPart !== null && this.showings.shown(inspection),
    ]);
  }

  /** Tells of a frame that has failed for good. */
  async failed({ frameId, stationId }: InspectJob, failure: TouchstoneError): Promise<void> {
    const { code, message: detail } = failure;
    this.metrics.frameFailed(stationId, code);
    await this.events.publish({
      type: 'frame-failed',
      frameId,
      stationId,
      failure: { code, detail },
    });
  }
}
