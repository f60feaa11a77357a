import { useEffect } from 'react';
import { useLive } from './live/use-live.js';
import { ConnectionBanner } from './components/connection-banner.js';
import { KeyHelp } from './components/key-help.js';
import { KeyDialog } from './components/key-dialog.js';
import { TopBar } from './components/top-bar.js';
import { AlertsPage } from './pages/alerts/alerts-page.js';
import { FramePage } from './pages/frame/frame-page.js';
import { LinePage } from './pages/line/line-page.js';
import { RehearsalPage } from './pages/rehearsal/rehearsal-page.js';
import { StationPage } from './pages/stations/station-page.js';
import { StationsPage } from './pages/stations/stations-page.js';
import { type Route, useRoute } from './routing.js';

export function App() {
  const route = useRoute();
  const { connection, needsKey, alerts } = useLive();
  useEffect(() => {
    document.title = alerts.length > 0 ? `(${alerts.length}) Touchstone` : 'Touchstone';
  }, [alerts.length]);
  return (
    <div className={`app ${connection.state}`}>
      <TopBar route={route} />
      <ConnectionBanner connection={connection} />
      {needsKey ? <KeyDialog /> : <Page route={route} />}
      <KeyHelp route={route} />
    </div>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'line':
      return <LinePage station={route.station} />;
    case 'alerts':
      return <AlertsPage />;
    case 'frame':
      return <FramePage key={route.frame} id={route.frame} />;
    case 'stations':
      return <StationsPage />;
    case 'station':
      return <StationPage key={route.station} id={route.station} tab={route.tab} />;
    case 'rehearsal':
      return <RehearsalPage key={route.rehearsal} station={route.station} id={route.rehearsal} />;
  }
}
