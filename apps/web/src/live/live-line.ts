import { ApiProblem } from '#client';
import type { LiveEvent, Station } from '#contracts';
import { api, sentenceOf } from '../api/client.js';
import { followEvents } from '../api/event-line.js';
import {
  after,
  emptyState,
  type LiveState,
  mostInspections,
  withAlerts,
  withInspections,
} from './live-state.js';
import { type Pulse, pulseOf } from './pulse.js';

/** The page is drawn anew so often at most, however many frames a second come. */
const showEveryMs = 250;
/** The stations are read again so often at most, however many normals are added. */
const readStationsEveryMs = 1_000;
const countAlertsEveryMs = 1_000;

/** Events after which the stations are not what they were. */
const changesStations = new Set<LiveEvent['type']>([
  'model-activated',
  'calibration',
  'quarantine',
  'trouble',
  'station-changed',
]);

/** Follows the API and holds what the pages show; React reads it through `useLive`. */
export class LiveLine {
  private state = emptyState;
  private shown = emptyState;
  private readonly listeners = new Set<() => void>();
  /** Stations whose earlier inspections are here; events alone do not tell. */
  private readonly read = new Set<string>();
  /** Stations that a page has shown. */
  private readonly wanted = new Set<string>();
  private heard: Pulse | null = null;
  private opens = 0;
  private countAgain: ReturnType<typeof setTimeout> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private leave: () => void = () => undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  /** Starts the line, or starts it over with another key. */
  start(): void {
    this.stop();
    this.change((state) => ({ ...state, needsKey: false, connection: { state: 'connecting' } }));
    this.leave = followEvents({
      onOpen: () => void this.opened(),
      onEvent: (event) => this.take(event),
      onLost: (error) => this.lost(error),
    });
  }

  stop(): void {
    this.leave();
    clearTimeout(this.again);
    clearTimeout(this.countAgain);
    this.again = this.countAgain = undefined;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): LiveState => this.shown;

  change(step: (state: LiveState) => LiveState): void {
    this.state = step(this.state);
    this.timer ??= setTimeout(() => this.show(), showEveryMs);
  }

  async readStations(): Promise<Station[]> {
    const { items } = await api.get('/v1/stations', { query: { limit: 500 } });
    this.change((state) => ({ ...state, stations: items }));
    return items;
  }

  /** The pulse that was heard last; it changes no page, those that show the time look here. */
  readonly pulse = (): Pulse | null => this.heard;

  /** Reads the last inspections of a station, once, and again after every loss; a page asks for what it shows. */
  readonly want = (stationId: string): void => {
    if (this.wanted.has(stationId)) return;
    this.wanted.add(stationId);
    // Without a connection this fails, and they are read with all others once it is there.
    void this.readInspections(stationId).catch(this.refused);
  };

  private async readOpenAlerts(): Promise<void> {
    const openAlerts = await api.get('/v1/alerts/open', {});
    this.change((state) => ({ ...state, openAlerts }));
  }

  /** The newest alerts that wait: those of a time without connection are among them. */
  private async readNewestAlerts(): Promise<void> {
    const { items } = await api.get('/v1/alerts', { query: { acknowledged: 'false', limit: 100 } });
    this.change((state) => withAlerts(state, items));
  }

  private show(): void {
    this.timer = undefined;
    this.shown = this.state;
    for (const listener of this.listeners) listener();
  }

  private take(event: LiveEvent): void {
    if (event.type === 'pulse') {
      this.heard = pulseOf(event, Date.now(), this.heard);
      return;
    }
    this.change((state) => after(state, event));
    if (event.type === 'alert') this.countAgain ??= setTimeout(this.countSoon, countAlertsEveryMs);
    if (changesStations.has(event.type))
      this.again ??= setTimeout(this.readSoon, readStationsEveryMs);
  }

  private readonly readSoon = (): void => {
    this.again = undefined;
    void this.readStations().catch(this.refused);
  };

  private readonly countSoon = (): void => {
    this.countAgain = undefined;
    void this.readOpenAlerts().catch(this.refused);
  };

  /** The lists are read when the stream is open: nothing falls between the two. */
  private async opened(): Promise<void> {
    try {
      await this.readAll();
      this.change((state) => ({ ...state, needsKey: false, connection: { state: 'live' } }));
    } catch (error) {
      this.lost(error);
    }
  }

  private async readAll(): Promise<void> {
    await Promise.all([
      this.readStations(),
      this.readOpenAlerts(),
      this.opens++ === 0 ? undefined : this.readNewestAlerts(),
      ...[...this.wanted].map((id) => this.readInspections(id)),
    ]);
  }

  private async readInspections(stationId: string): Promise<void> {
    const limit = this.read.has(stationId) ? 50 : mostInspections;
    const query = { station: stationId, limit };
    const { items } = await api.get('/v1/inspections', { query });
    this.read.add(stationId);
    this.change((state) => withInspections(state, stationId, items));
  }

  private readonly refused = (error: unknown): void => {
    if (isKeyProblem(error)) this.change((state) => ({ ...state, needsKey: true }));
  };

  private lost(error: unknown): void {
    this.refused(error);
    this.change((state) => {
      const { connection } = state;
      const since = connection.state === 'lost' ? connection.since : Date.now();
      return { ...state, connection: { state: 'lost', since, reason: sentenceOf(error) } };
    });
  }
}

function isKeyProblem(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}
