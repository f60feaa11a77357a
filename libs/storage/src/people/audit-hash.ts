import { createHash } from 'node:crypto';

/** The parts of an entry that its hash holds fast. */
export interface HashedEntry {
  id: string;
  station: string;
  at: Date;
  by: string;
  action: string;
  subject: string;
  detail: unknown;
  /** How the name was proven; null for entries of before that was written down, which their hash leaves out. */
  proof: string | null;
}

/**
 * Returns the SHA-256, in hexadecimal, of an entry, its place and the hash of the entry before it ('' for the first):
 * who alters, removes or moves an entry would have to write all later ones anew.
 */
export function auditHash(entry: HashedEntry, place: number, before: string): string {
  const { id, station, at, by, action, subject, detail, proof } = entry;
  const parts = [before, place, id, station, at.toISOString(), by, action, subject, sorted(detail)];
  if (proof !== null) parts.push(proof);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Returns the value as JSON has it, the members of objects by name: PostgreSQL keeps them in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => sorted(one) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value) return sorted(JSON.parse(JSON.stringify(value)));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}
