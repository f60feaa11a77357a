import type { Queries } from '../database/database.js';
import { type ChangeFacts, serviceChain, writeAudit } from './audit.js';

/** Writes down what was done to an account or to a device's key, in the chain of the whole service. */
export async function writePeopleChange(
  queries: Queries,
  { auditId, by, at }: ChangeFacts,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(queries, {
    id: auditId,
    station: serviceChain,
    by,
    at,
    action,
    subject,
    detail,
  });
}

/** Returns the members of `after` that differ, as they were and as they are. */
export function differing<T extends object>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } {
  const names = (Object.keys(after) as (keyof T)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const picked = (from: T) =>
    Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<T>;
  return { before: picked(before), after: picked(after) };
}
