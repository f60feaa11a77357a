import type { AuditVerification } from '#contracts';
import { TouchstoneError } from '#contracts';
import { type ApiOptions, openApi } from '../client/options.js';

/** The options of `touchstone audit verify`. */
export interface VerifyAuditOptions extends ApiOptions {
  json?: boolean;
}

/** Goes over the whole audit trail and prints what it found. @throws TouchstoneError `audit-altered`, or the API's. */
export async function verifyAudit(options: VerifyAuditOptions): Promise<void> {
  const found = await openApi(options).get('/v1/audit/verification', {});
  const text = options.json ? JSON.stringify(found) : verificationText(found);
  process.stdout.write(`${text}\n`);
  if (found.intact) return;
  throw new TouchstoneError('audit-altered', 'The audit trail is not as it was written.');
}

/** Says in lines what was found, the faults one by one. */
export function verificationText(found: AuditVerification): string {
  const { entries, unchained, faults, heads } = found;
  const lines = faults.map(({ stationId, place, id, fault }) =>
    fault === 'missing'
      ? `station ${stationId}: entry ${place} is missing`
      : `station ${stationId}: entry ${place} (${id}) was altered`,
  );
  const older = unchained === 0 ? '' : `, and ${unchained} older ones that have no hash`;
  const said = found.intact
    ? `intact: ${entries} entries of ${heads.length} stations are as they were written${older}`
    : `NOT intact: ${faults.length} faults among ${entries} entries`;
  return [said, ...lines].join('\n');
}
