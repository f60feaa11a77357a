import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Clock } from '#telemetry';
import type { DriftSettings, DriftStatus, ModelManifest } from '#contracts';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { Drift, type DriftState, type DriftStep, Models, Stations } from '#storage';
import { eachGuarded } from '../guarded.js';
import { clock } from '../tokens.js';
import { advanceDocument } from './advance-document.js';
import { documentOf, documentOff, startDocument } from './drift-document.js';
import { DriftNews } from './drift-news.js';
import { DriftReferences } from './drift-references.js';
import { keepFigures } from './keep-figures.js';

/**
 * The milliseconds below which inspections are left for the next round: another worker may still record an older one.
 */
const settledMs = 5_000;
const portion = 500;

/**
 * Watches every station for drift: reads what was inspected since the last look, advances the sequential tests, and
 * stores both in one transaction. A new active model starts the watch anew.
 */
@Handles(queues['watch-drift'])
@Injectable()
export class DriftWatch implements JobHandler<ClockedJob> {
  private readonly log = new Logger('drift');

  constructor(
    private readonly drift: Drift,
    private readonly references: DriftReferences,
    private readonly stations: Stations,
    private readonly models: Models,
    private readonly news: DriftNews,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  handle(): Promise<void> {
    return this.lookAtAll();
  }

  /** Goes once over every station; one that cannot be looked at now is looked at the next time. */
  async lookAtAll(): Promise<void> {
    await this.guarded('stations', async () => {
      const watched = await this.stations.withModels();
      this.news.forgetOthers(watched.map(({ id }) => id));
      for (const { id, model } of watched)
        await this.guarded(`station ${id}`, () => this.lookAt(id, model));
    });
  }

  /** Drift of one station must not stop that of the others, nor the other watches of this process. */
  private guarded(what: string, work: () => Promise<void>): Promise<void> {
    return eachGuarded(this.log, `drift of ${what} is looked at later`, work);
  }

  /** Reads on until nothing is left that has settled. */
  private async lookAt(station: string, model: string): Promise<void> {
    const settings = (await this.stations.record(station))?.settings.drift;
    const manifest = await this.models.find(model);
    if (settings === undefined || manifest === null) return;
    for (let more = true; more;) {
      const changed: DriftStatus[] = [];
      more = false;
      await this.drift.advance(
        station,
        async (stored, step) => {
          const next = settings.enabled
            ? await this.step(manifest, stored, step, settings, changed)
            : this.switchedOff(model, stored);
          more = next?.full ?? false;
          return next?.state ?? null;
        },
        this.clock.now(),
      );
      for (const status of changed) await this.news.tell(station, status);
    }
    await this.news.show(manifest);
  }

  private async step(
    manifest: ModelManifest,
    stored: DriftState | null,
    step: DriftStep,
    settings: DriftSettings,
    changed: DriftStatus[],
  ): Promise<{ state: DriftState; full: boolean } | null> {
    const goesOn = stored?.model === manifest.id && documentOf(stored).line !== null;
    const state = goesOn ? stored : await this.fresh(manifest, stored);
    const read = await step.read(state.cursor, this.settled(), portion);
    if (read.length === 0) return goesOn ? null : { state, full: false };
    const own = read.filter(({ inspection }) => inspection.model.id === manifest.id);
    const advanced = advanceDocument(documentOf(state), own, settings);
    changed.push(...advanced.changed);
    const last = read.at(-1)!.inspection;
    const cursor = { time: new Date(last.inspectedAt), id: last.frameId };
    const document = await keepFigures(advanced.document, step, cursor.time, read[0]!.inspection);
    return {
      state: { model: manifest.id, cursor, state: document },
      full: read.length === portion,
    };
  }

  /** A watch that begins where the one of the model before ended. */
  private async fresh(manifest: ModelManifest, before: DriftState | null): Promise<DriftState> {
    const { reference, madeWith } = await this.references.of(manifest);
    const document = startDocument(reference, madeWith);
    document.windowsUntil = before && documentOf(before).windowsUntil;
    return { model: manifest.id, cursor: before?.cursor ?? null, state: document };
  }

  /** Returns the state of a watch that is off: what is inspected meanwhile does not count later. */
  private switchedOff(
    model: string,
    stored: DriftState | null,
  ): { state: DriftState; full: boolean } {
    // prettier-ignore
    const cursor = { time: this.settled(), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
    const windowsUntil = stored && documentOf(stored).windowsUntil;
    return { state: { model, cursor, state: { ...documentOff(), windowsUntil } }, full: false };
  }

  private settled(): Date {
    return new Date(this.clock.now().getTime() - settledMs);
  }
}
