import { Injectable } from '@nestjs/common';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { Embeddings } from '#storage';

/** Stations keep their newest embeddings; the older ones go. It can run twice. */
@Handles(queues['prune-embeddings'])
@Injectable()
export class PruneEmbeddings implements JobHandler<ClockedJob> {
  constructor(private readonly embeddings: Embeddings) {}

  async handle(): Promise<void> {
    for (const { station, keep } of await this.embeddings.overfull())
      await this.embeddings.prune(station, keep);
  }
}
