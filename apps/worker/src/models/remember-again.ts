import { Inject, Injectable, Logger } from '@nestjs/common';
import { type StationModel, viewHash } from '#inspection';
import { JobQueues, queues } from '#queue';
import { DefectMemoryEntries } from '#storage';

/**
 * Asks for the embedding of what a station remembers when a model of another backbone or view comes into use: the
 * answer's job makes it, and the memory's version goes up.
 */
@Injectable()
export class RememberAgain {
  private readonly log = new Logger('defect memory');
  /** The hash of each station's model that was opened and could not be followed yet. */
  private readonly waiting = new Map<string, string>();

  constructor(
    @Inject(DefectMemoryEntries)
    private readonly entries: Pick<DefectMemoryEntries, 'madeOtherwise'>,
    @Inject(JobQueues) private readonly queues: Pick<JobQueues, 'of'>,
  ) {}

  /** Follows a model that was opened; what cannot be asked for now is asked for by `tryAgain`. */
  async follow({ manifest, view, backbone }: StationModel): Promise<void> {
    this.waiting.set(manifest.station, viewHash(view, backbone.hash));
    await this.tryAgain();
  }

  /** Asks for all that could not be asked for, as while Redis or the records were away. */
  async tryAgain(): Promise<void> {
    for (const [station, madeWith] of [...this.waiting]) await this.ask(station, madeWith);
  }

  private async ask(station: string, madeWith: string): Promise<void> {
    try {
      const jobs = await this.entries.madeOtherwise(station, madeWith);
      if (jobs.length > 0) await this.queues.of(queues.review).putBack(...jobs);
      if (this.waiting.get(station) === madeWith) this.waiting.delete(station);
    } catch (error) {
      this.log.warn(
        `what station ${station} remembers is embedded for its new model later: ${String(error)}`,
      );
    }
  }
}
