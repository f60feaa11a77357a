import { lazy, Suspense, useEffect } from 'react';
import { useLive } from './live/use-live.js';
import { ConnectionBanner } from './components/connection-banner.js';
import { KeyHelp } from './components/key-help.js';
import { KeyDialog } from './components/key-dialog.js';
import { PageBoundary } from './components/page-boundary.js';
import { TopBar } from './components/top-bar.js';
import { type Route, useRoute } from './routing.js';

// Each page comes when it is first shown: a screen at the line loads the line and nothing else.
const AlertsPage = lazy(async () => ({
  default: (await import('./pages/alerts/alerts-page.js')).AlertsPage,
}));
const FramePage = lazy(async () => ({
  default: (await import('./pages/frame/frame-page.js')).FramePage,
}));
const LinePage = lazy(async () => ({
  default: (await import('./pages/line/line-page.js')).LinePage,
}));
const RehearsalPage = lazy(async () => ({
  default: (await import('./pages/rehearsal/rehearsal-page.js')).RehearsalPage,
}));
const StationPage = lazy(async () => ({
  default: (await import('./pages/stations/station-page.js')).StationPage,
}));
const StationsPage = lazy(async () => ({
  default: (await import('./pages/stations/stations-page.js')).StationsPage,
}));

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
      {needsKey ? (
        <KeyDialog />
      ) : (
        <PageBoundary key={route.page}>
          <Suspense fallback={<p className="page quiet">Reading the page…</p>}>
            <Page route={route} />
          </Suspense>
        </PageBoundary>
      )}
      <KeyHelp route={route} />
    </div>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'line':
    case 'line-mode':
    case 'wall':
      return <LinePage station={'station' in route ? route.station : null} />;
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
