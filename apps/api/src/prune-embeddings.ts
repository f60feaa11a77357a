import { Injectable } from '@nestjs/common';
import { Embeddings } from '#storage';

/** Stations keep their newest embeddings; the older ones go. It can run twice. */
@Injectable()
export class PruneEmbeddings {
  constructor(private readonly embeddings: Embeddings) {}

  async once(): Promise<void> {
    for (const { station, keep } of await this.embeddings.overfull())
      await this.embeddings.prune(station, keep);
  }
}
