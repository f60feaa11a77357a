/** Returns the shift that a moment lies in: shifts follow each other from midnight UTC of 1 January 1970 on. Pure. */
export function shiftOf(now: Date, hours: number): { start: Date; end: Date } {
  const length = hours * 3_600_000;
  const start = Math.floor(now.getTime() / length) * length;
  return { start: new Date(start), end: new Date(start + length) };
}
