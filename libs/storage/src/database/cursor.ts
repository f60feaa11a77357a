import { TouchstoneError, type Page } from '#contracts';
import { and, desc, inArray, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** A place in a list that is ordered newest first by time and then by id. */
export interface Place {
  time: Date;
  id: string;
}

const written = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The last instant whose year has four digits, as instants on the wire have. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Returns the cursor of a place: opaque to callers, safe in a URL. */
export function encodeCursor(place: Place): string {
  return Buffer.from(`${place.time.getTime()} ${place.id}`).toString('base64url');
}

/** Throws `validation-failed` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, time, id] = written.exec(text) ?? [];
  if (time === undefined || id === undefined || Number(time) > lastTime)
    throw new TouchstoneError(
      'validation-failed',
      'cursor: not one that a list gave; leave it out to start at the newest',
    );
  return { time: new Date(Number(time)), id };
}

/** Returns the condition and the order of one page: rows that come after the cursor, newest first. */
export function pageAfter(time: AnyPgColumn, id: AnyPgColumn, cursor: string | undefined) {
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  return {
    where:
      place &&
      sql`(${time}, ${id}) < (${place.time.toISOString()}::timestamptz, ${place.id}::uuid)`,
    order: [desc(time), desc(id)],
  };
}

/** Returns the conditions that are there, joined by AND. */
export function all(...conditions: (SQL | undefined)[]): SQL | undefined {
  return and(...conditions.filter((condition) => condition !== undefined));
}

/** Returns the condition of being one of the stations that who asks may see; null and undefined are all of them. */
export function seenBy(
  station: AnyPgColumn,
  stations: readonly string[] | null | undefined,
): SQL | undefined {
  return stations === null || stations === undefined ? undefined : inArray(station, [...stations]);
}

/** Cuts the one row that was read beyond `limit` and turns it into the next cursor. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null;
  return { items: kept.map(itemOf), next };
}
