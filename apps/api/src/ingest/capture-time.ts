import { TouchstoneError } from '#contracts';

/** The pattern of ISO 8601, extended or basic; seconds may be left out, and the zone may be of hours alone. */
const pattern =
  /^(\d{4})-?(\d\d)-?(\d\d)[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)?$/;

/**
 * Reads an instant as cameras write it. Null where it cannot be read as one.
 * @throws TouchstoneError validation-failed where it lacks its zone: it would be another instant in every time zone.
 */
export function readCaptureTime(text: string): Date | null {
  const found = pattern.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', utc, zone, zoneMinutes = '00'] = found; // prettier-ignore
  if (utc === undefined && zone === undefined) throw lacksZone(text);
  const day0 = `${year}-${month}-${day}`;
  const at = `${day0}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const instant = new Date(`${at}${zone === undefined ? 'Z' : `${zone}:${zoneMinutes}`}`);
  // A day that the month does not have rolls over into the next one.
  const real = new Date(`${at}Z`);
  const is = (date: Date) => !Number.isNaN(date.getTime());
  if (!is(instant) || !is(real) || !real.toISOString().startsWith(day0)) return null;
  const utcYear = instant.getUTCFullYear();
  return utcYear >= 1 && utcYear <= 9999 ? instant : null;
}

function lacksZone(text: string): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `capturedAt: "${text}" has no time zone; add Z for UTC or an offset, as in 2026-01-31T08:15:00+01:00`,
  );
}
