import type { LineStateKind } from '../../live/line-state.js';

/** The states by how much they need a person, the most first. */
const byNeed: readonly LineStateKind[] = [
  'lost',
  'no-records',
  'refused',
  'unjudged',
  'camera',
  'closed',
  'silent',
  'defect',
  'review',
  'no-model',
  'waiting',
  'ok',
];

export interface Placed {
  id: string;
  state: LineStateKind;
  openAlerts: number;
}

/** Returns the stations by what needs a person: not well before well, then by alerts to see, then by name. Pure. */
export function byNeedOfPerson<T extends Placed>(tiles: readonly T[]): T[] {
  return [...tiles].sort(
    (a, b) => needOf(a) - needOf(b) || b.openAlerts - a.openAlerts || (a.id < b.id ? -1 : 1),
  );
}

/** The verdict on the newest part changes too quickly to move a tile: of a line that is well only its alerts count. */
function needOf({ state, openAlerts }: Placed): number {
  const well = state === 'ok' || state === 'review' || state === 'defect';
  return byNeed.indexOf(well ? (openAlerts > 0 ? 'defect' : 'ok') : state);
}
