const dayMs = 24 * 3_600_000;

/** An expiry within so many days is said loudly. */
const soonDays = 14;

export interface Expiry {
  readonly text: string;
  readonly state: 'fine' | 'soon' | 'over';
}

/** Says when a key expires, seen from now. */
export function expiryOf(expiresAt: string | null, now: Date): Expiry {
  if (expiresAt === null) return { text: 'never', state: 'fine' };
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return { text: 'expired', state: 'over' };
  const days = Math.floor(left / dayMs);
  const text = days === 0 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
  return { text, state: left < soonDays * dayMs ? 'soon' : 'fine' };
}

/** Returns the instant so many days from now; null for a key that does not expire. */
export function inDays(days: number | null, now: Date): string | null {
  return days === null ? null : new Date(now.getTime() + days * dayMs).toISOString();
}
