import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'; // prettier-ignore
import { statusOf, watchPart } from '#calibration';
import { type Clock, type DriftSettings, type DriftStatus, TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { Drift, type DriftState, Stations, type WatchedInspection } from '#storage';
import { Metrics } from '#telemetry';
import { clock } from '../tokens.js';
import { type DriftDocument, fromCentre, startDocument } from './drift-document.js';
import { byPart, watchedPart } from './part-of-inspections.js';

const everyMs = 5_000;
/** Younger inspections are left for the next look: another worker may still record an older one. */
const settledMs = 5_000;
const portion = 500;

/**
 * Watches every station for drift: reads what was inspected since the last look, advances the sequential tests,
 * and stores both in one transaction. A new active model starts the watch anew.
 */
@Injectable()
export class DriftWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('drift');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Drift) private readonly drift: Drift,
    @Inject(Stations) private readonly stations: Stations,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.lookAtAll());
    }, everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One look at every station. What cannot be reached now is looked at the next time. */
  async lookAtAll(): Promise<void> {
    try {
      for (const { id, model } of await this.drift.stations()) await this.lookAt(id, model);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.log.warn(`drift is looked at later: ${error.message}`);
    }
  }

  /** Reads on until nothing is left that has settled. */
  private async lookAt(station: string, model: string): Promise<void> {
    const settings = (await this.stations.record(station))?.settings.drift;
    if (settings === undefined || !settings.enabled) return;
    for (let more = true; more;) {
      const told: DriftStatus[] = [];
      more = false;
      await this.drift.advance(
        station,
        async (stored, read) => {
          const state = stored?.model === model ? stored : fresh(model, stored);
          const until = new Date(this.clock.now().getTime() - settledMs);
          const list = await read(state.cursor, until, portion);
          if (list.length === 0 && stored?.model === model) return null;
          more = list.length === portion;
          return advanced(state, list, settings, told);
        },
        this.clock.now(),
      );
      for (const status of told) await this.tell(station, status);
    }
    await this.show(station);
  }

  private async show(station: string): Promise<void> {
    const state = await this.drift.find(station);
    if (state === null) return;
    const lag = state.cursor ? this.clock.now().getTime() - state.cursor.time.getTime() : 0;
    this.metrics.loop.drift(station, (state.state as DriftDocument).signals, lag / 1000);
  }

  private async tell(stationId: string, drift: DriftStatus): Promise<void> {
    this.log.warn(`station ${stationId} drifts: ${drift.text}`);
    await this.events.publish({ type: 'drift', stationId, drift });
  }
}

/** A watch that begins where the one of the model before ended. */
function fresh(model: string, before: DriftState | null): DriftState {
  return { model, cursor: before?.cursor ?? null, state: startDocument(1) };
}

function advanced(
  state: DriftState,
  list: readonly WatchedInspection[],
  settings: DriftSettings,
  told: DriftStatus[],
): DriftState {
  let { watch, centre } = state.state as DriftDocument;
  const before = new Set(drifting((state.state as DriftDocument).signals));
  const own = list.filter(({ inspection }) => inspection.model.id === state.model);
  for (const frames of byPart(own)) {
    const seen = fromCentre(centre, frames[0]!.image);
    centre = seen.centre;
    watch = watchPart(watch, watchedPart(frames, seen.distance), settings);
  }
  const signals = statusOf(watch, settings);
  told.push(...signals.filter((one) => one.drifting && !before.has(one.signal)));
  const last = list.at(-1)?.inspection;
  const cursor = last ? { time: new Date(last.inspectedAt), id: last.frameId } : state.cursor;
  return { model: state.model, cursor, state: { watch, centre, signals } };
}

function drifting(signals: readonly DriftStatus[]): string[] {
  return signals.filter((one) => one.drifting).map(({ signal }) => signal);
}
