import { createHash, randomBytes } from 'node:crypto';
import type { FrameId } from '#contracts';

/** The one place that times and ids come from, so that a test can hold them still. */
export interface Clock {
  now(): Date;
  /** Returns a fresh id that sorts by time (UUID version 7, RFC 9562). */
  newId(): string;
}

export const systemClock: Clock = {
  now: () => new Date(),
  newId: () => uuidV7(Date.now(), randomBytes(10)),
};

/** Returns a UUID version 7 (RFC 9562, section 5.7) from milliseconds since 1970 and ten random bytes. */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  return stamp(bytes, 0x70);
}

/**
 * Returns the frame id that belongs to a caller's `Idempotency-Key` at a station: the same key gives the same id
 * without a look-up (UUID version 8, RFC 9562, section 5.8, from SHA-256).
 */
export function frameIdForKey(station: string, key: string): FrameId {
  const digest = createHash('sha256').update(`${station}\n${key}`).digest();
  return stamp(digest.subarray(0, 16), 0x80);
}

function stamp(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | version;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
