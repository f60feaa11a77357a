/** Returns the day that an address names, such as `2026-11-30`; null for none, and for what is no day. */
export function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return Number.isNaN(new Date(`${text}T00:00`).getTime()) ? null : text;
}

/** Returns the instant at which a day begins here, or a day so many days after it. */
export function startOfDay(day: string, after = 0): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + after);
  return date.toISOString();
}

/** Returns the day here that an instant lies in. */
export function dayAt(instant: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}
