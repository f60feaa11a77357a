/**
 * Returns the milliseconds that `Retry-After` asks to wait, given as seconds or as a date (RFC 9110, 10.2.3), at most
 * `longestMs`; undefined where the answer has none.
 */
export function retryAfterMs({ headers }: Response, longestMs: number): number | undefined {
  const header = headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestMs) : undefined;
}
