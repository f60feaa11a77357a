import { Inject, Injectable } from '@nestjs/common';
import { LearnedNamesCache, placeLooks, suggestedBy, DefectEmbedder } from '#looks';
import { DefectEmbeddings, type PendingDefect } from '#storage';
import { type Clock } from '#telemetry';
import { clock } from '../tokens.js';
import { IncidentNews } from './incident-news.js';
import { LookSpans } from './look-spans.js';

const portion = 100;

/** Takes the looks of a station's new alerts and puts them into families, with the names that are suggested for them. */
@Injectable()
export class PlaceAlerts {
  private readonly spans = new LookSpans();

  constructor(
    private readonly looks: DefectEmbeddings,
    private readonly taking: DefectEmbedder,
    private readonly names: LearnedNamesCache,
    private readonly incidents: IncidentNews,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Reads on until nothing is left that is older than `until`. */
  async lookAt(station: string, until: Date): Promise<void> {
    const span = this.spans.of(station, until);
    for (let more = true; more;) {
      const pending = await this.looks.pending(station, span, portion);
      more = pending.length === portion;
      if (pending.length === 0) await this.incidents.tellEnded(station);
      else if (!(await this.place(station, pending))) return;
    }
    this.spans.done(station, span);
  }

  /** Puts a station's defects into families; returns false where another process has the station in hand. */
  private async place(station: string, pending: readonly PendingDefect[]): Promise<boolean> {
    const taken = await this.taking.take(station, pending);
    const known = await this.names.of(station);
    const placed = await this.looks.change(station, (step) =>
      placeLooks(step, taken, {
        newId: () => this.clock.newId(),
        suggest: (madeWith, vector) =>
          known?.madeWith === madeWith ? suggestedBy(known, vector) : null,
      }),
    );
    if (placed !== null) await this.incidents.tell(station, placed);
    return placed !== null;
  }
}
