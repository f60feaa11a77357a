import type { ReviewList, Station } from '#contracts';
import { useOffers, useOffersReviews } from '../../api/use-offers.js';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { StationBanners } from '../../components/station-banners.js';
import { hashOf, hashOfTab, type StationTab } from '../../routing.js';

const names: readonly (readonly [StationTab, string])[] = [
  ['overview', 'Learn'],
  ['models', 'Models'],
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
  const hidden = useHidden();
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
        {names
          .filter(([name]) => !hidden.has(name))
          .map(([name, words]) => (
            <a
              key={name}
              href={hashOfTab(id, name)}
              aria-current={tab === name ? 'page' : undefined}
            >
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

/** Pages that this API does not serve. */
function useHidden(): ReadonlySet<StationTab> {
  const reviews = useOffersReviews();
  const gate = useOffers('/v1/stations/{station}/gate');
  const families = useOffers('/v1/stations/{station}/families');
  const maps = useOffers('/v1/analyses/{analysis}/map');
  const hidden: StationTab[] = [
    ...(reviews ? [] : ['review' as const]),
    ...(gate ? [] : ['golden' as const]),
    ...(families ? [] : ['families' as const]),
    ...(maps ? [] : ['map' as const]),
  ];
  return new Set(hidden);
}

/** Returns how many frames wait for a person, by page. */
function useWaiting({ id, quarantined }: Station): Partial<Record<StationTab, number>> {
  const answers = useNews(`review:${id}`);
  const path = useOffersReviews() ? `/v1/stations/${id}/review-queue` : null;
  const queue = useRead<ReviewList>(path, answers);
  return { quarantine: quarantined, review: queue.value?.items.length ?? 0 };
}
