import { Inject, Injectable } from '@nestjs/common';
import { QueueHealth, RehearseQueue } from '#queue';
import { Embeddings, Rehearsals } from '#storage';

const pageSize = 200;
const pruneEveryMs = 60_000;

/** The sweep's part in rehearsals and kept embeddings; every step can run twice. */
@Injectable()
export class LifecycleSweep {
  constructor(
    @Inject(Rehearsals) private readonly rehearsals: Rehearsals,
    @Inject(RehearseQueue) private readonly rehearsing: RehearseQueue,
    @Inject(Embeddings) private readonly embeddings: Embeddings,
    @Inject(QueueHealth) private readonly turns: QueueHealth,
  ) {}

  async once(rehearsalOverdueMs: number): Promise<void> {
    const overdue = await this.rehearsals.overdue(rehearsalOverdueMs, pageSize);
    await this.rehearsing.putBack(
      ...overdue.map(({ id, stationId }) => ({ rehearsalId: id, stationId })),
    );
    if (await this.turns.mayDo('prune', pruneEveryMs)) await this.pruneEmbeddings();
  }

  /** Stations keep their newest embeddings; the older ones go, at most a minute after they became too many. */
  private async pruneEmbeddings(): Promise<void> {
    for (const { station, keep } of await this.embeddings.overfull())
      await this.embeddings.prune(station, keep);
  }
}
