import { Injectable, Logger } from '@nestjs/common';
import type { InspectJob, TouchstoneError } from '#contracts';
import { loggedAbout, systemClock } from '#telemetry';
import { ActiveModels } from './models/active-models.js';
import { Announcer } from './alerts/announce.js';
import { FrameSteps } from './frame-steps.js';
import { EmbeddingKeeper } from './keep-embedding.js';
import { decideFrame } from './decide-frame.js';
import { Recorder } from './record.js';

/** The steps by which a frame becomes a verdict, top to bottom. */
@Injectable()
export class InspectFrame {
  private readonly log = new Logger('inspect');

  constructor(
    private readonly models: ActiveModels,
    private readonly steps: FrameSteps,
    private readonly recorder: Recorder,
    private readonly embeddings: EmbeddingKeeper,
    private readonly announcer: Announcer,
  ) {}

  /**
   * Inspects the frame once, however often its job runs. Throws what a retry may cure (storage or queue
   * away) and what it cannot (an image that does not decode, no model): the error says which.
   */
  inspect(job: InspectJob): Promise<void> {
    const { frameId, stationId } = job;
    return loggedAbout({ frameId, stationId }, () => this.follow(job));
  }

  private async follow(job: InspectJob): Promise<void> {
    const fetched = await this.steps.fetch(job);
    if (fetched === 'gone') return;
    if (fetched === 'inspected')
      return this.announcer.inspected(await this.recorder.earlier(job.frameId));
    await this.models.use(job.stationId, async (use) => {
      const decoded = await this.steps.decode(fetched, use.model);
      const scored = await this.steps.embedAndScore(decoded, use);
      const decided = decideFrame(scored, use, systemClock.now());
      const recorded = await this.recorder.record(scored, decided, use);
      this.embeddings.keep(scored, use, recorded);
      await this.announcer.inspected(recorded);
    });
  }

  /** Keeps why a frame could not be inspected; it is listed as failed and can be put back in. */
  giveUp(job: InspectJob, reason: TouchstoneError, attempts: number): Promise<void> {
    const { frameId, stationId } = job;
    return loggedAbout({ frameId, stationId }, async () => {
      this.log.warn(`the frame failed for good: ${reason.message} [${reason.code}]`);
      if (await this.recorder.failure(job, reason, attempts))
        await this.announcer.failed(job, reason);
    });
  }
}
