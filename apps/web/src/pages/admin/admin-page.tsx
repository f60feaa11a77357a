import { useMay } from '../../api/session.js';
import { hashOf } from '../../routing.js';
import { type AdminTab, adminTabs, type AdminView, wholeTrail } from '../../routing/admin-view.js';
import { FirstAdministrator } from './first-administrator.js';
import { AuditTab } from './audit/audit-tab.js';
import { KeysTab } from './keys/keys-tab.js';
import { PeopleTab } from './people/people-tab.js';
import { SessionsTab } from './sessions-tab.js';
import { SystemTab } from './system/system-tab.js';
import './admin.css';

const titles: Record<AdminTab, string> = {
  people: 'People',
  keys: 'Device keys',
  sessions: 'Sign-ins',
  system: 'System',
  audit: 'Audit trail',
};

/** Shows people, keys, sign-ins, the system and the audit trail, each to those who may see it. */
export function AdminPage({ view }: { view: AdminView }) {
  const administers = useMay('administrator');
  const engineers = useMay('engineer');
  if (!engineers) return <NotYours />;
  const tab = administers ? view.tab : 'system';
  return (
    <main className="page admin-page">
      <h1>Administration</h1>
      <FirstAdministrator />
      <nav className="tabs" aria-label="Administration">
        {adminTabs.map(
          (one) =>
            (administers || one === 'system') && (
              <a
                key={one}
                href={hashOf({ page: 'admin', ...wholeTrail, tab: one })}
                aria-current={one === tab ? 'page' : undefined}
              >
                {titles[one]}
              </a>
            ),
        )}
      </nav>
      <Tab view={{ ...view, tab }} />
    </main>
  );
}

function Tab({ view }: { view: AdminView }) {
  switch (view.tab) {
    case 'people':
      return <PeopleTab />;
    case 'keys':
      return <KeysTab />;
    case 'sessions':
      return <SessionsTab />;
    case 'system':
      return <SystemTab />;
    case 'audit':
      return <AuditTab view={view} />;
  }
}

function NotYours() {
  return (
    <main className="page narrow">
      <h1>Administration</h1>
      <p className="lead">
        People, keys and the audit trail are for administrators, the system page for engineers too.
        Ask an administrator if you need something here.
      </p>
    </main>
  );
}
