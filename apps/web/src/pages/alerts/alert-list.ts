import type { Alert } from '#contracts';

/**
 * Returns the listed alerts in their order, each as the newest word on it says: by the event stream, or by the answer
 * to what was done here. Pure.
 */
export function asTold(
  listed: readonly Alert[],
  raised: readonly Alert[],
  acknowledged: ReadonlyMap<string, Alert>,
): Alert[] {
  const told = new Map(raised.map((alert) => [alert.id, alert]));
  return listed.map((alert) => {
    if (alert.acknowledgedAt !== null) return alert;
    const { acknowledgedAt, acknowledgedBy, look } =
      acknowledged.get(alert.id) ?? told.get(alert.id) ?? alert;
    return { ...alert, acknowledgedAt, acknowledgedBy, look: look ?? alert.look };
  });
}

/**
 * Returns the alerts of a station, or of all, that were raised after the list was read and wait, newest first. Pure.
 */
export function arrivals(
  raised: readonly Alert[],
  listed: readonly Alert[],
  { station }: { station: string | null },
): Alert[] {
  const known = new Set(listed.map(({ id }) => id));
  const newest = listed[0]?.raisedAt ?? '';
  return raised.filter(
    (alert) =>
      alert.acknowledgedAt === null &&
      alert.raisedAt >= newest &&
      !known.has(alert.id) &&
      (station === null || alert.stationId === station),
  );
}
