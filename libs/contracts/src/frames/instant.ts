import { z } from 'zod';

const written =
  /^(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9})\d*)?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

const exact = z.iso.datetime({ offset: true });

const expected =
  'is not an instant: ISO 8601 with a zone is expected, from year 1 to 9999, such as 2026-01-31T08:15:00.123Z or 2026-01-31T09:15+01:00';

/**
 * Writes the forms of ISO 8601 that cameras send (without seconds, without separators, with a comma, a zone without
 * colon) as RFC 3339 has them. What is no instant comes back as it was, and is refused as that.
 */
function asRfc3339(text: string): string {
  const [, year, month, day, hour, minute, second = '00', fraction, zone] =
    written.exec(text.trim()) ?? [];
  if (year === undefined || zone === undefined || exact.safeParse(text).success) return text;
  const seconds = fraction === undefined ? second : `${second}.${fraction}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${seconds}${zoneOf(zone)}`;
}

function zoneOf(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

/** Decides whether it is an instant that both we and PostgreSQL can keep: its year in UTC has four digits and is not 0. */
function isKept(text: string): boolean {
  if (!exact.safeParse(text).success) return false;
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function complaint({ input }: { input?: unknown }): string {
  const zoned = written.exec(String(input).trim())?.[8] !== undefined;
  const noZone = written.test(String(input).trim()) && !zoned;
  return noZone ? `has no zone: add Z or an offset such as +01:00; it ${expected}` : expected;
}

/** An instant on the wire, as RFC 3339 once it is read: `2026-01-31T08:15:00.123Z`. */
export const instant = z
  .string()
  .overwrite(asRfc3339)
  .refine(isKept, { error: complaint })
  .meta({ format: 'date-time' });
