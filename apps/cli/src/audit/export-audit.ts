import type { AuditExportQuery } from '#contracts';
import { type ApiOptions, openApi } from '../client/options.js';

/** The options of `touchstone audit export`. */
export interface ExportAuditOptions extends ApiOptions {
  format: AuditExportQuery['format'];
  station?: string;
  person?: string;
  action?: string;
  from?: string;
  until?: string;
}

/** Writes all entries that are asked for on standard output, newest first. @throws TouchstoneError the API's. */
export async function exportAudit(options: ExportAuditOptions): Promise<void> {
  const { format, station, person, action, from, until } = options;
  const query = { format, station, by: person, action, from, until };
  const answer = await openApi(options).open('/v1/audit/export', { query });
  const body: AsyncIterable<Uint8Array> = answer.body!;
  for await (const bytes of body) process.stdout.write(bytes);
}
