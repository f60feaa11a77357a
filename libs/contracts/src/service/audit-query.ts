import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { safeText } from '../frames/safe-text.js';
import { pageQuery } from '../lists.js';

/** The entries of an audit trail that are asked for; what is not said leaves nothing out. */
export const auditFilters = z.object({
  by: safeText.min(1).max(200).optional(),
  /** The name of the action, such as `model-activated`. */
  action: safeText.min(1).max(100).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type AuditFilters = z.infer<typeof auditFilters>;

/** A page of a station's trail. */
export const stationAuditQuery = pageQuery.extend(auditFilters.shape);
export type StationAuditQuery = z.infer<typeof stationAuditQuery>;

/** The trail of the service (people, sign-ins, keys), of one station, or of all of these. */
const trailsAsked = auditFilters.extend({
  of: z.enum(['service', 'all']).default('service'),
  station: stationId.optional(),
});

export const auditQuery = pageQuery.extend(trailsAsked.shape);
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditExportQuery = trailsAsked.extend({
  of: z.enum(['service', 'all']).default('all'),
  format: z.enum(['csv', 'json']).default('csv'),
});
export type AuditExportQuery = z.infer<typeof auditExportQuery>;
