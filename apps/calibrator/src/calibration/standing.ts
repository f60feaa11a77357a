import type { StoredNormal } from '#storage';

/** The part that a normal takes in a calibration. */
export type NormalStanding = 'enters' | 'only-in-limits' | 'out';

/**
 * Returns how a normal stood when a calibration was asked for, so that one which runs again after a crash sees what the
 * first try saw. What waits only for being extreme still counts in the limits: see `NormalSetAside.countsInLimits`.
 */
export function standingAt(normal: StoredNormal, asked: number): NormalStanding {
  if (normal.state === 'in') return 'enters';
  if (normal.state === 'kept-out') return 'out';
  if ((normal.setAsideAt?.getTime() ?? 0) > asked) return 'enters';
  const findings = normal.findings ?? [];
  const onlyExtreme = findings.length > 0 && findings.every(({ reason }) => reason === 'extreme');
  return onlyExtreme ? 'only-in-limits' : 'out';
}

/**
 * Tells whether a person had called the normal rare but good when the calibration was asked for: a later word counts in the next
 * one.
 */
export function isRareAt({ rarity, decidedAt }: StoredNormal, asked: number): boolean {
  return rarity === 'rare' && (decidedAt?.getTime() ?? 0) <= asked;
}
