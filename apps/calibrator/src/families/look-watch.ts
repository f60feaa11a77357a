import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'; // prettier-ignore
import { type Clock, Metrics } from '#telemetry';
import { incidentGapMinutes, TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { DefectNamings, Drift, Families, Looks, type PendingLook } from '#storage';
import { DuplicateWatch } from '../duplicates/duplicate-watch.js';
import { clock } from '../tokens.js';
import { KnownNames, suggestedBy } from './known-names.js';
import { LookSpans } from './look-spans.js';
import { placeLooks } from './place-looks.js';
import { TakeLooks } from './take-looks.js';

const everyMs = 3_000;
/** Younger ones are left for the next look: another worker may still store an older one's embedding. */
const settledMs = 2_000;
/** Names are learned when nobody has answered for so long. */
const quietMs = 5_000;
/** Whether an incident has ended is asked so often: it reads the alerts of a day. */
const endAskedMs = 60_000;
const portion = 100;

/**
 * Looks at every station's new alerts: takes the looks of their defects, puts them into families, suggests names,
 * tells incidents; learns names anew as people answer. All of it can be done twice, or by two at once.
 */
@Injectable()
export class LookWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('looks');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private readonly spans = new LookSpans();
  /** Stations with an open incident, and when that was asked. */
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(Looks) private readonly looks: Looks,
    @Inject(TakeLooks) private readonly taking: TakeLooks,
    @Inject(KnownNames) private readonly names: KnownNames,
    @Inject(DefectNamings) private readonly namings: DefectNamings,
    @Inject(DuplicateWatch) private readonly duplicates: DuplicateWatch,
    @Inject(Families) private readonly families: Families,
    @Inject(Drift) private readonly drift: Drift,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.lookAtAll().finally(() => {
        this.running = null;
      });
    }, everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One look at every station; one that cannot be looked at now is looked at the next time. */
  async lookAtAll(until: Date = new Date(this.clock.now().getTime() - settledMs)): Promise<void> {
    await this.guarded('stations', async () => {
      for (const { id } of await this.drift.stations()) {
        await this.guarded(id, () => this.lookAt(id, until));
        await this.guarded(id, () => this.learnNames(id));
        await this.guarded(id, () => this.duplicates.lookAt(id, until));
      }
    });
  }

  private async guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const known = error instanceof TouchstoneError;
      const why = error instanceof Error ? (known ? error.message : error.stack) : String(error);
      this.log[known ? 'warn' : 'error'](`looks of ${what} are taken later: ${why}`);
    }
  }

  private async lookAt(station: string, until: Date): Promise<void> {
    const span = this.spans.of(station, until);
    for (let more = true; more;) {
      const pending = await this.looks.pending(station, span, portion);
      more = pending.length === portion;
      if (pending.length === 0) await this.tellEnded(station);
      else if (!(await this.place(station, pending))) return;
    }
    this.spans.done(station, span);
  }

  /** False where another calibrator has the station in hand. */
  private async place(station: string, pending: readonly PendingLook[]): Promise<boolean> {
    const taken = await this.taking.take(station, pending);
    const known = await this.names.of(station);
    const placed = await this.looks.change(station, (step) =>
      placeLooks(step, taken, {
        newId: () => this.clock.newId(),
        suggest: (madeWith, vector) =>
          known?.madeWith === madeWith ? suggestedBy(known, vector) : null,
      }),
    );
    if (placed !== null) await this.tell(station, placed);
    return placed !== null;
  }

  private async tellEnded(station: string): Promise<void> {
    const toldAt = this.open.get(station);
    if (toldAt !== undefined && this.clock.now().getTime() - toldAt >= endAskedMs)
      await this.tell(station, new Set());
  }

  /** Those incidents that the new alerts belong to. */
  private async tell(station: string, placed: ReadonlySet<string>): Promise<void> {
    const now = this.clock.now();
    const gapMs = incidentGapMinutes * 60_000;
    const since = new Date(now.getTime() - 24 * 3_600_000);
    const incidents = await this.families.incidents(station, { since, gapMs, now });
    const open = incidents.filter((incident) => incident.open).length;
    this.metrics.loop.incidents(station, open);
    if (open === 0) this.open.delete(station);
    else this.open.set(station, now.getTime());
    for (const incident of incidents)
      if (incident.frameIds.some((id) => placed.has(id)))
        await this.events.publish({ type: 'incident', incident });
  }

  private async learnNames(station: string): Promise<void> {
    const space = await this.looks.newestSpace(station);
    const { text, changedAt } = await this.namings.labels(station, space);
    const learned = await this.namings.learnedFrom(station);
    if (learned === text || (learned === null && changedAt === null)) return;
    if (changedAt !== null && this.clock.now().getTime() - changedAt.getTime() < quietMs) return;
    const { report, reason } = await this.names.learn(station);
    this.log.log(
      `station ${station}: ${report === null ? reason : `learned the names ${report.names.join(', ')}`}`,
    );
  }
}
