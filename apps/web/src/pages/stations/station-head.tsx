import type { Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { StationBanners } from '../../components/station-banners.js';
import { hashOf, hashOfTab, type StationTab } from '../../routing.js';

const names: readonly (readonly [StationTab, string])[] = [
  ['overview', 'Learn'],
  ['models', 'Models'],
  ['test-set', 'Test set'],
  ['review', 'Review'],
  ['quarantine', 'Quarantine'],
  ['drift', 'Drift'],
  ['map', 'Map'],
  ['families', 'Looks'],
  ['golden', 'Golden parts'],
  ['settings', 'Settings'],
];

/** Shows the station's name, what is wrong with it, and the way to its pages with what waits there. */
export function StationHead({ station, tab }: { station: Station; tab: StationTab }) {
  const { id, settings } = station;
  const waiting = useWaiting(station);
  return (
    <header className="station-head">
      <a className="back" href={hashOf({ page: 'stations' })}>
        ← Stations
      </a>
      <h1>
        {settings.title === '' ? id : settings.title}
        {station.activeModel?.provisional === true && (
          <span className="badge review">provisional</span>
        )}
      </h1>
      <nav className="tabs" aria-label="Pages of the station">
        {names.map(([name, words]) => (
          <a key={name} href={hashOfTab(id, name)} aria-current={tab === name ? 'page' : undefined}>
            {words}
            {(waiting[name] ?? 0) > 0 && <span className="waiting">{waiting[name]}</span>}
          </a>
        ))}
        <a href={hashOf({ page: 'line', station: id })}>Live line</a>
      </nav>
      <StationBanners station={station} />
    </header>
  );
}

/** Returns how many frames wait for a person, by page. */
function useWaiting({ id, quarantined }: Station): Partial<Record<StationTab, number>> {
  const answers = useNews(`review:${id}`);
  const queue = useRead('/v1/stations/{station}/review-queue', { path: { station: id } }, answers);
  return { quarantine: quarantined, review: queue.value?.items.length ?? 0 };
}
