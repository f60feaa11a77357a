import type { AuditView } from '../../../routing/admin-view.js';
import { startOfDay } from '../../../routing/days.js';

/** The entries that the view asks the API for; the days are those of this browser. */
export function askedOf({ trail, by, action, from, until }: AuditView) {
  return {
    of: trail === '*' ? ('service' as const) : ('all' as const),
    ...(trail === null || trail === '*' ? {} : { station: trail }),
    ...(by === null ? {} : { by }),
    ...(action === null ? {} : { action }),
    ...(from === null ? {} : { from: startOfDay(from) }),
    ...(until === null ? {} : { until: startOfDay(until, 1) }),
  };
}
