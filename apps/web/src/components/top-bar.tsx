import { useLive } from '../live/use-live.js';
import { hashOf, type Route } from '../routing.js';
import { allAlerts } from '../routing/alerts-view.js';
import { useOperator } from './operator.js';
import { useStationAtHand } from './station-at-hand.js';
import { useKept } from './use-kept.js';

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
      </nav>
      <span className={`connection ${connection.state}`}>{connectionWords[connection.state]}</span>
      <OperatorName />
      <ThemeSwitch />
    </header>
  );
}

const connectionWords = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' };

/** Under which answers, decisions and acknowledgements are kept. */
function OperatorName() {
  const [name, keep] = useOperator();
  return (
    <label className="operator-name">
      <span className="visually-hidden">Your name</span>
      <input
        value={name}
        maxLength={100}
        placeholder="Your name"
        title="What you judge and change is kept under this name"
        onChange={({ target }) => keep(target.value)}
      />
    </label>
  );
}

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
