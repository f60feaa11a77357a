import { type Family, type FamilyDetail, type FamilyName, type Incident } from '#contracts';
import { families } from '../database/analysis-tables.js';
import { type FamilyAlert, type IncidentRun, partsAmong, typicalOf } from './incidents.js';
import { iso } from '../frames/stored-image.js';

const typicalShown = 6;

export const membersShown = 500;

export type FamilyRow = typeof families.$inferSelect;

export function nameOf(row: FamilyRow, labels: ReadonlyMap<string, string>): FamilyName {
  const { id, number } = row;
  if (row.name !== null) return { id, name: row.name, nameFrom: 'person' };
  const label = labels.get(id);
  return label === undefined
    ? { id, name: `look ${number}`, nameFrom: 'number' }
    : { id, name: label, nameFrom: 'labels' };
}

/** Returns a family as people read it; `members` are newest first. */
export function familyOf(
  row: FamilyRow,
  members: readonly FamilyAlert[],
  labels: ReadonlyMap<string, string>,
): Family {
  return {
    ...nameOf(row, labels),
    stationId: row.station,
    number: row.number,
    alerts: members.length,
    parts: partsAmong(members),
    firstSeen: iso(members.at(-1)?.seenAt ?? null),
    lastSeen: iso(members[0]?.seenAt ?? null),
    stations: [row.station],
    typical: typicalOf(members, typicalShown),
  };
}

export function incidentOf(
  stationId: string,
  family: FamilyName,
  { alerts }: IncidentRun,
  gapMs: number,
  now: Date,
): Incident {
  const last = alerts.at(-1)!.seenAt;
  return {
    id: alerts[0]!.frameId,
    stationId,
    family,
    alerts: alerts.length,
    parts: partsAmong(alerts),
    began: iso(alerts[0]!.seenAt),
    last: iso(last),
    open: now.getTime() - last.getTime() <= gapMs,
    typical: typicalOf(alerts, typicalShown),
    frameIds: alerts
      .slice(-membersShown)
      .map(({ frameId }) => frameId)
      .reverse(),
  };
}

/** Counts a family's alerts by hour; `members` are newest first. */
export function byHour(members: readonly FamilyAlert[]): FamilyDetail['byHour'] {
  const hours = new Map<string, number>();
  for (const { seenAt } of members.toReversed()) {
    const starts = `${seenAt.toISOString().slice(0, 13)}:00:00.000Z`;
    hours.set(starts, (hours.get(starts) ?? 0) + 1);
  }
  return [...hours].map(([starts, alerts]) => ({ starts, alerts }));
}
