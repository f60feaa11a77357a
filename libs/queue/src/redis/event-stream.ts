import { liveEvent, type LiveEvent } from '#contracts';
import type { Redis } from 'ioredis';

export interface LiveEntry {
  /** The id, `milliseconds-sequence` as Redis gives it. */
  id: string;
  event: LiveEvent;
}

type RawEntry = [id: string, fields: string[]];

/** Tells whether a text is the id of a stream entry. */
export function isEventId(id: string): boolean {
  return /^\d{1,20}-\d{1,20}$/.test(id) && partsOf(id).every((part) => part < 2n ** 64n);
}

/** Tells whether an id comes after another: by milliseconds, then by sequence. */
export function isAfter(id: string, other: string): boolean {
  const [time, sequence] = partsOf(id);
  const [otherTime, otherSequence] = partsOf(other);
  return time === otherTime ? sequence > otherSequence : time > otherTime;
}

/** Reads at most `count` entries after an id, oldest first. */
export async function readAfter(
  redis: Redis,
  stream: string,
  after: string,
  count: number,
): Promise<LiveEntry[]> {
  return toEntries(await redis.xrange(stream, `(${after}`, '+', 'COUNT', count));
}

/** Returns the id of the newest entry; `0-0` for an empty stream. */
export async function newestId(redis: Redis, stream: string): Promise<string> {
  const entries = await redis.xrevrange(stream, '+', '-', 'COUNT', 1);
  return entries[0]?.[0] ?? '0-0';
}

/** Parses entries; one that another version wrote and we cannot read is left out. */
export function toEntries(raw: RawEntry[]): LiveEntry[] {
  return raw.flatMap(([id, fields]) => {
    const event = liveEvent.safeParse(parseJson(fields[fields.indexOf('event') + 1] ?? ''));
    return event.success ? [{ id, event: event.data }] : [];
  });
}

export function lastIdOf(entries: readonly { id: string }[], otherwise: string): string {
  return entries.at(-1)?.id ?? otherwise;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function partsOf(id: string): [bigint, bigint] {
  const [time, sequence] = id.split('-');
  return [BigInt(time ?? 0), BigInt(sequence ?? 0)];
}
