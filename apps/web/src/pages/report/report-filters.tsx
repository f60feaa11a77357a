import { FilterDay } from '../../components/filter-text.js';
import { useLive } from '../../live/use-live.js';
import { replaceRoute } from '../../routing.js';
import { lastDays, type ReportView } from '../../routing/report-view.js';

const spans = [
  [1, 'Today'],
  [7, '7 days'],
  [30, '30 days'],
] as const;

/** Chooses station and period; the choice stands in the address. */
export function ReportFilters({ view }: { view: ReportView }) {
  const { stations } = useLive();
  const change = (changes: Partial<ReportView>) =>
    replaceRoute({ page: 'report', ...view, ...changes });
  const now = new Date();
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Station
        <select
          value={view.station ?? ''}
          onChange={({ target }) => change({ station: target.value })}
        >
          {(stations ?? []).map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <FilterDay label="From" value={view.from} onValue={(from) => change({ from })} />
      <FilterDay
        label="Until, with that day"
        value={view.until}
        onValue={(until) => change({ until })}
      />
      <p className="report-spans">
        {spans.map(([days, words]) => {
          const span = lastDays(days, now);
          return (
            <button
              key={days}
              type="button"
              className="chip"
              aria-pressed={view.from === span.from && view.until === span.until}
              onClick={() => change(span)}
            >
              {words}
            </button>
          );
        })}
      </p>
    </form>
  );
}
