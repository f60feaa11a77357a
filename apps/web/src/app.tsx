import { lazy, Suspense, useEffect } from 'react';
import { useLive } from './live/use-live.js';
import { ConnectionBanner } from './components/connection-banner.js';
import { KeyHelp } from './components/key-help.js';
import { SignIn } from './components/sign-in.js';
import { lastStation } from './components/station-at-hand.js';
import { PageBoundary } from './components/page-boundary.js';
import { TopBar } from './components/top-bar.js';
import { type Route, useRoute } from './routing.js';

// Each page comes when it is first shown: a screen at the line loads the line and nothing else.
const AdminPage = lazy(async () => ({
  default: (await import('./pages/admin/admin-page.js')).AdminPage,
}));
const AlertsPage = lazy(async () => ({
  default: (await import('./pages/alerts/alerts-page.js')).AlertsPage,
}));
const LineModePage = lazy(async () => ({
  default: (await import('./pages/line-mode/line-mode-page.js')).LineModePage,
}));
const WallPage = lazy(async () => ({
  default: (await import('./pages/wall/wall-page.js')).WallPage,
}));
const HistoryPage = lazy(async () => ({
  default: (await import('./pages/history/history-page.js')).HistoryPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import('./pages/report/report-page.js')).ReportPage,
}));
const PassportPage = lazy(async () => ({
  default: (await import('./pages/passport/passport-page.js')).PassportPage,
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
  const { connection, needsKey, openAlerts } = useLive();
  const open = openAlerts?.open ?? 0;
  const alone = route.page === 'line-mode';
  useEffect(() => {
    document.title = open > 0 ? `(${open}) Touchstone` : 'Touchstone';
  }, [open]);
  return (
    <div className={`app ${connection.state}`}>
      {/* A screen at the line shows the line, and says itself when it is lost. */}
      {!alone && <TopBar route={route} />}
      {!alone && !needsKey && <ConnectionBanner connection={connection} />}
      {needsKey ? (
        <SignIn />
      ) : (
        <PageBoundary key={route.page}>
          <Suspense fallback={<p className="page quiet">Reading the page…</p>}>
            <Page route={route} />
          </Suspense>
        </PageBoundary>
      )}
      {!alone && <KeyHelp route={route} />}
    </div>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'line':
      return <LinePage station={route.station} />;
    case 'line-mode':
      return <LineModePage key={route.station} station={route.station} />;
    case 'wall':
      return <WallPage />;
    case 'alerts':
      return <AlertsPage view={route} />;
    case 'frame':
      return <FramePage key={route.frame} id={route.frame} />;
    case 'history':
      return <HistoryPage view={route} />;
    case 'report':
      return <ReportPage view={route} atHand={lastStation()} />;
    case 'passport':
      return <PassportPage key={route.part} part={route.part} />;
    case 'admin':
      return <AdminPage view={route} />;
    case 'stations':
      return <StationsPage />;
    case 'station':
      return <StationPage key={route.station} id={route.station} tab={route.tab} />;
    case 'rehearsal':
      return <RehearsalPage key={route.rehearsal} station={route.station} id={route.rehearsal} />;
  }
}
