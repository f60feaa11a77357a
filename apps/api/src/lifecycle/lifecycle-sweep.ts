import { Inject, Injectable } from '@nestjs/common';
import { AnalyseQueue, QueueHealth, RehearseQueue } from '#queue';
import { AnalysisJobs, Embeddings, Rehearsals } from '#storage';

const pageSize = 200;
const pruneEveryMs = 60_000;

/** The sweep's part in rehearsals, analyses and kept embeddings; every step can run twice. */
@Injectable()
export class LifecycleSweep {
  constructor(
    @Inject(Rehearsals) private readonly rehearsals: Rehearsals,
    @Inject(RehearseQueue) private readonly rehearsing: RehearseQueue,
    @Inject(AnalysisJobs) private readonly analyses: AnalysisJobs,
    @Inject(AnalyseQueue) private readonly analysing: AnalyseQueue,
    @Inject(Embeddings) private readonly embeddings: Embeddings,
    @Inject(QueueHealth) private readonly turns: QueueHealth,
  ) {}

  async once(rehearsalOverdueMs: number): Promise<void> {
    const overdue = await this.rehearsals.overdue(rehearsalOverdueMs, pageSize);
    await this.rehearsing.putBack(
      ...overdue.map(({ id, stationId }) => ({ rehearsalId: id, stationId })),
    );
    await this.sweepAnalyses(rehearsalOverdueMs);
    if (await this.turns.mayDo('prune', pruneEveryMs)) await this.pruneEmbeddings();
  }

  private async sweepAnalyses(overdueMs: number): Promise<void> {
    const overdue = await this.analyses.overdue(overdueMs, pageSize);
    await this.analysing.putBack(
      ...overdue.map(({ id, stationId }) => ({ analysisId: id, stationId })),
    );
  }

  /** Stations keep their newest embeddings; the older ones go, at most a minute after they became too many. */
  private async pruneEmbeddings(): Promise<void> {
    for (const { station, keep } of await this.embeddings.overfull())
      await this.embeddings.prune(station, keep);
  }
}
