import { useMay } from '../api/session.js';
import { useLive } from '../live/use-live.js';
import { hashOf, type Route } from '../routing.js';
import { wholeTrail } from '../routing/admin-view.js';
import { allAlerts } from '../routing/alerts-view.js';
import { wholeHistory } from '../routing/history-view.js';
import { usualReport } from '../routing/report-view.js';
import { useStationAtHand } from './station-at-hand.js';
import { useKept } from './use-kept.js';
import { Who } from './who.js';

export function TopBar({ route }: { route: Route }) {
  const { openAlerts, connection } = useLive();
  const open = openAlerts?.open ?? 0;
  const station = useStationAtHand(route);
  const here = (pages: Route['page'][]) => (pages.includes(route.page) ? 'page' : undefined);
  return (
    <header className="top-bar">
      <a className="brand" href={hashOf({ page: 'line', station })}>
        <img src="./icon.svg" alt="" /> Touchstone
      </a>
      <nav>
        <a href={hashOf({ page: 'line', station })} aria-current={here(['line', 'frame'])}>
          Live line
        </a>
        <a href={hashOf({ page: 'wall' })} aria-current={here(['wall'])}>
          Wall
        </a>
        <a href={hashOf({ page: 'alerts', ...allAlerts })} aria-current={here(['alerts'])}>
          Alerts
          {open > 0 && <span className="unread">{open}</span>}
        </a>
        <a
          href={hashOf({ page: 'stations' })}
          aria-current={here(['stations', 'station', 'rehearsal'])}
        >
          Stations
        </a>
        <a
          href={hashOf({ page: 'history', ...wholeHistory })}
          aria-current={here(['history', 'passport'])}
        >
          History
        </a>
        <a href={hashOf({ page: 'report', ...usualReport })} aria-current={here(['report'])}>
          Report
        </a>
        <AdminLink here={here(['admin'])} />
      </nav>
      <span className={`connection ${connection.state}`}>{connectionWords[connection.state]}</span>
      <Who />
      <ThemeSwitch />
    </header>
  );
}

/** People, keys and the system: a link for those who may see something of it. */
function AdminLink({ here }: { here: 'page' | undefined }) {
  if (!useMay('engineer')) return null;
  return (
    <a href={hashOf({ page: 'admin', tab: 'people', ...wholeTrail })} aria-current={here}>
      Administration
    </a>
  );
}

const connectionWords = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' };

/** Dark, light, or as the system has it. */
function ThemeSwitch() {
  const [theme, keepTheme] = useKept('theme', 'system');
  document.documentElement.dataset['theme'] = theme;
  return (
    <label className="theme">
      <span className="visually-hidden">Colours</span>
      <select value={theme} onChange={({ target }) => keepTheme(target.value)}>
        <option value="system">Auto</option>
        <option value="dark">Dark</option>
        <option value="light">Light</option>
      </select>
    </label>
  );
}
