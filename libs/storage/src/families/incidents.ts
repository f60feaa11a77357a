/** An alert that is in a family. */
export interface FamilyAlert {
  frameId: string;
  family: string;
  partId: string | null;
  seenAt: Date;
  /** The distance from its family's centre. */
  distance: number | null;
}

/** Alerts of one family that came without a long gap, oldest first. */
export interface IncidentRun {
  family: string;
  alerts: readonly FamilyAlert[];
}

/** Cuts each family's alerts wherever two that follow each other are farther apart than the gap; newest run first. */
export function incidentRuns(alerts: readonly FamilyAlert[], gapMs: number): IncidentRun[] {
  const sorted = alerts.toSorted(
    (a, b) => a.seenAt.getTime() - b.seenAt.getTime() || (a.frameId < b.frameId ? -1 : 1),
  );
  const open = new Map<string, FamilyAlert[]>();
  const runs: { family: string; alerts: FamilyAlert[] }[] = [];
  for (const alert of sorted) {
    const run = open.get(alert.family);
    if (run && alert.seenAt.getTime() - run.at(-1)!.seenAt.getTime() <= gapMs) run.push(alert);
    else {
      const begun = [alert];
      open.set(alert.family, begun);
      runs.push({ family: alert.family, alerts: begun });
    }
  }
  const lastOf = (run: IncidentRun) => run.alerts.at(-1)!.seenAt.getTime();
  return runs.sort((a, b) => lastOf(b) - lastOf(a) || (a.family < b.family ? -1 : 1));
}

/** Counts the parts among alerts: those of one part count once; without a part id each is a part of its own. */
export function partsAmong(alerts: readonly { frameId: string; partId: string | null }[]): number {
  return new Set(
    alerts.map(({ frameId, partId }) => (partId === null ? `frame ${frameId}` : `part ${partId}`)),
  ).size;
}

/** Returns the frames with the most typical defects, those first. */
export function typicalOf(
  alerts: readonly { frameId: string; distance: number | null }[],
  count: number,
): string[] {
  const far = ({ distance }: { distance: number | null }) => distance ?? Infinity;
  return alerts
    .toSorted((a, b) => far(a) - far(b) || (a.frameId < b.frameId ? -1 : 1))
    .slice(0, count)
    .map(({ frameId }) => frameId);
}
