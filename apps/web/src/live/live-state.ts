import type {
  Alert,
  Analysis,
  Calibration,
  Inspection,
  LiveEvent,
  OpenAlerts,
  Rehearsal,
  Station,
} from '#contracts';
import { newsOf } from './news.js';

/** Inspections kept per station; counts and the chart are of these. */
export const mostInspections = 500;
const mostFailures = 20;
/** Alerts kept of those that were told of; a page of them reads older ones itself. */
export const mostAlerts = 500;

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  /** The line is lost: what is shown may be out of date since then (milliseconds since 1970). */
  | { state: 'lost'; since: number; reason: string };

export interface FrameFailure {
  frameId: string;
  stationId: string;
  code: string;
  detail: string;
}

/** Everything the pages show of what goes on. */
export interface LiveState {
  connection: Connection;
  /** The stations; null until they were read once. */
  stations: Station[] | null;
  /** The inspections by station, newest first. */
  inspections: Record<string, Inspection[]>;
  failures: FrameFailure[];
  /** The latest calibration of each station. */
  calibrations: Record<string, Calibration>;
  /** The number of alerts that wait for an acknowledgement, by station; null until it was read once. */
  openAlerts: OpenAlerts | null;
  /** The alerts that were told of while this page was open, as they are now, newest first. */
  raised: Alert[];
  /** The rehearsals by id that somebody asked for while this page was open. */
  rehearsals: Record<string, Rehearsal>;
  /** The analyses by id that were heard of while this page was open. */
  analyses: Record<string, Analysis>;
  /** The number of times that something was told of a topic, such as `quarantine:line-1`: pages read it again then. */
  news: Record<string, number>;
  needsKey: boolean;
}

export const emptyState: LiveState = {
  connection: { state: 'connecting' },
  stations: null,
  inspections: {},
  failures: [],
  calibrations: {},
  openAlerts: null,
  raised: [],
  rehearsals: {},
  analyses: {},
  news: {},
  needsKey: false,
};

/** Returns the state after one event; of what the pages show, an event that came twice changes nothing. */
export function after(state: LiveState, event: LiveEvent): LiveState {
  return withNews(withFacts(state, event), newsOf(event));
}

function withFacts(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'inspection':
      return withInspections(state, event.inspection.stationId, [event.inspection]);
    case 'alert':
      return withAlerts(state, [event.alert]);
    case 'frame-failed':
      return withFailure(state, { ...event, ...event.failure });
    case 'calibration':
      return withCalibration(state, event.calibration);
    case 'rehearsal':
      return withRehearsal(state, event.rehearsal);
    case 'analysis':
      return { ...state, analyses: { ...state.analyses, [event.analysis.id]: event.analysis } };
    case 'deadline-missed':
    case 'model-activated':
    case 'activation':
    case 'limits':
    case 'incident':
    case 'camera':
    case 'drift':
    case 'review':
    case 'quarantine':
    case 'gate':
    case 'trouble':
    case 'names-learned':
    case 'station-changed':
    case 'pulse':
      return state;
  }
}

/** Adds alerts as they are now, each once; what is told twice changes nothing. */
export function withAlerts(state: LiveState, alerts: Alert[]): LiveState {
  const fresh = alerts.filter((alert) => !state.raised.some((one) => isNewer(one, alert)));
  return { ...state, raised: merged(state.raised, fresh, raisedAt).slice(0, mostAlerts) };
}

/** An acknowledgement stands for good: news of the alert from before it comes too late. */
function isNewer(known: Alert, told: Alert): boolean {
  return known.id === told.id && known.acknowledgedAt !== null && told.acknowledgedAt === null;
}

function withNews(state: LiveState, topics: readonly string[]): LiveState {
  if (topics.length === 0) return state;
  const news = { ...state.news };
  for (const topic of topics) news[topic] = (news[topic] ?? 0) + 1;
  return { ...state, news };
}

function withRehearsal(state: LiveState, rehearsal: Rehearsal): LiveState {
  return { ...state, rehearsals: { ...state.rehearsals, [rehearsal.id]: rehearsal } };
}

/** Adds inspections of one station, each once, newest first. */
export function withInspections(
  state: LiveState,
  stationId: string,
  more: Inspection[],
): LiveState {
  const known = state.inspections[stationId] ?? [];
  const all = merged(known, more, inspectedAt).slice(0, mostInspections);
  return { ...state, inspections: { ...state.inspections, [stationId]: all } };
}

function withFailure(state: LiveState, failure: FrameFailure): LiveState {
  const others = state.failures.filter(({ frameId }) => frameId !== failure.frameId);
  return { ...state, failures: [failure, ...others].slice(0, mostFailures) };
}

/** Returns the state with a calibration; an older one never takes the place of a newer one. */
export function withCalibration(state: LiveState, calibration: Calibration): LiveState {
  const { stationId, id, requestedAt } = calibration;
  const known = state.calibrations[stationId];
  if (known !== undefined && known.id !== id && known.requestedAt > requestedAt) return state;
  return { ...state, calibrations: { ...state.calibrations, [stationId]: calibration } };
}

function merged<T>(known: T[], more: T[], when: (item: T) => [string, string]): T[] {
  const byId = new Map([...known, ...more].map((item) => [when(item)[1], item]));
  return [...byId.values()].sort((a, b) => compare(when(b), when(a)));
}

function compare(a: [string, string], b: [string, string]): number {
  const [left, right] = [a.join(), b.join()];
  return left < right ? -1 : left > right ? 1 : 0;
}

function inspectedAt(inspection: Inspection): [string, string] {
  return [inspection.inspectedAt, inspection.frameId];
}

function raisedAt(alert: Alert): [string, string] {
  return [alert.raisedAt, alert.id];
}
