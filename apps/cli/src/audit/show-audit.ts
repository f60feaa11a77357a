import type { AuditEntry } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';

/** The options of `touchstone audit`. */
export interface AuditOptions extends ApiOptions {
  limit: number;
  json?: boolean;
}

/** Prints a station's audit trail. @throws TouchstoneError the API's. */
export async function showAudit(station: string, options: AuditOptions): Promise<void> {
  const asked = { path: { station }, query: { limit: options.limit } };
  const page = await openApi(options).get('/v1/stations/{station}/audit', asked);
  if (options.json) return void process.stdout.write(`${JSON.stringify(page)}\n`);
  if (page.items.length === 0) return void process.stdout.write('Nothing is written down yet.\n');
  process.stdout.write(`${page.items.map(auditLine).join('\n')}\n`);
}

/** Writes one entry: when, who, what, to what, and what else was written down. */
export function auditLine({ at, by, action, subject, detail }: AuditEntry): string {
  const more = Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  const rest = more.length === 0 ? '' : ` (${more.join(', ')})`;
  return `${at}  ${by}  ${action}  ${subject}${rest}`;
}
