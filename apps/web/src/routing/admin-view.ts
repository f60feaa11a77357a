import { dayOf } from './days.js';

/** Pages of the administration; the first is what its bare link shows. */
export const adminTabs = ['people', 'keys', 'sessions', 'system', 'audit'] as const;
export type AdminTab = (typeof adminTabs)[number];

/** The entries of the audit trail that are shown. Null leaves nothing out. */
export interface AuditView {
  /** The station; `*` is the service itself. */
  trail: string | null;
  by: string | null;
  action: string | null;
  /** Days such as `2026-11-30`, both with them. */
  from: string | null;
  until: string | null;
}

export type AdminView = { tab: AdminTab } & AuditView;

const filters = ['trail', 'by', 'action', 'from', 'until'] as const;

export const wholeTrail: AuditView = {
  trail: null,
  by: null,
  action: null,
  from: null,
  until: null,
};

/** Reads the view from an address; what is not known is the usual view. */
export function adminViewOf(name: string, query: URLSearchParams): AdminView {
  const tab = adminTabs.find((known) => known === name) ?? 'people';
  return {
    tab,
    trail: query.get('trail'),
    by: query.get('by'),
    action: query.get('action'),
    from: dayOf(query.get('from')),
    until: dayOf(query.get('until')),
  };
}

/** Writes the view as what follows the page in an address; only the audit trail has filters. */
export function tailOfAdmin(view: AdminView): string {
  const query = new URLSearchParams();
  for (const filter of filters)
    if (view.tab === 'audit' && view[filter] !== null) query.set(filter, view[filter]);
  return `/${view.tab}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
