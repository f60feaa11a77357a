import type { Station } from '#contracts';
import { NoStation } from '../../components/no-station.js';
import { useLive } from '../../live/use-live.js';
import type { StationTab } from '../../routing.js';
import { DriftTab } from '../drift/drift-tab.js';
import { FamiliesTab } from '../families/families-tab.js';
import { GoldenTab } from '../golden/golden-tab.js';
import { MapTab } from '../map/map-tab.js';
import { ModelsTab } from '../models/models-tab.js';
import { QuarantineTab } from '../quarantine/quarantine-tab.js';
import { ReviewTab } from '../review/review-tab.js';
import { SettingsTab } from '../settings/settings-tab.js';
import { TestSetTab } from '../test-set/test-set-tab.js';
import { OverviewTab } from './overview-tab.js';
import { StationHead } from './station-head.js';

/** Shows one station: teaching it, and everything around its model. */
export function StationPage({ id, tab }: { id: string; tab: StationTab }) {
  const { stations } = useLive();
  if (stations === null) return <p className="page quiet">Reading the station…</p>;
  const station = stations.find((one) => one.id === id);
  if (station === undefined) return <NoStation id={id} />;
  return (
    <main className={`page station-page ${tab}-page`}>
      <StationHead station={station} tab={tab} />
      <Tab station={station} tab={tab} />
    </main>
  );
}

function Tab({ station, tab }: { station: Station; tab: StationTab }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab station={station} />;
    case 'models':
      return <ModelsTab station={station} />;
    case 'test-set':
      return <TestSetTab station={station} />;
    case 'review':
      return <ReviewTab station={station} />;
    case 'quarantine':
      return <QuarantineTab station={station} />;
    case 'drift':
      return <DriftTab station={station} />;
    case 'map':
      return <MapTab station={station} />;
    case 'families':
      return <FamiliesTab station={station} />;
    case 'golden':
      return <GoldenTab station={station} />;
    case 'settings':
      return <SettingsTab station={station} />;
  }
}
