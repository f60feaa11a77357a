/** A caller is never held longer than this. */
export const longestWaitSeconds = 30;

/** Returns the seconds of `Prefer: wait=<s>` (RFC 7240), at most 30; 0 when the caller does not ask to wait. */
export function waitOf(prefer: string | string[] | undefined): number {
  const text = Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '');
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(text)?.[1];
  return Math.min(Number(seconds ?? 0), longestWaitSeconds);
}
