import { addressOf } from '#client';
import { useRead } from '../../api/use-read.js';
import { FilterChoice, FilterDay, FilterText } from '../../components/filter-text.js';
import { KeyedLink } from '../../components/keyed-link.js';
import { useLive } from '../../live/use-live.js';
import { replaceRoute } from '../../routing.js';
import { type HistoryView, queryOfHistory, wholeHistory } from '../../routing/history-view.js';
import { verdictWords } from '../../words.js';
import { askedOf } from './history-asked.js';

/** Chooses which inspections are shown, and gives all of them as a file. */
export function HistoryFilters({ view }: { view: HistoryView }) {
  const { stations } = useLive();
  const change = (changes: Partial<HistoryView>) =>
    replaceRoute({ page: 'history', ...view, ...changes });
  const isWhole = queryOfHistory(view) === '';
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <FilterText label="Part" value={view.part} onValue={(part) => change({ part })} />
      <FilterText label="Lot" value={view.lot} onValue={(lot) => change({ lot })} />
      <FilterChoice
        label="Station"
        all="every station"
        value={view.station}
        options={(stations ?? []).map(({ id }) => [id, id] as const)}
        onValue={(station) => change({ station, family: null, model: null })}
      />
      <FilterChoice
        label="Verdict"
        all="every verdict"
        value={view.verdict}
        options={Object.entries(verdictWords)}
        onValue={(verdict) => change({ verdict })}
      />
      {view.station !== null && <OfStation view={view} station={view.station} change={change} />}
      <FilterDay label="From" value={view.from} onValue={(from) => change({ from })} />
      <FilterDay
        label="Until, with that day"
        value={view.until}
        onValue={(until) => change({ until })}
      />
      <p className="history-links">
        {!isWhole && (
          <button type="button" className="chip" onClick={() => change(wholeHistory)}>
            Leave nothing out
          </button>
        )}{' '}
        <KeyedLink address={addressOf('/v1/inspections/export', { query: askedOf(view) })}>
          All as CSV
        </KeyedLink>
      </p>
    </form>
  );
}

/** Families and models are of one station. */
function OfStation(props: {
  view: HistoryView;
  station: string;
  change: (changes: Partial<HistoryView>) => void;
}) {
  const { view, station, change } = props;
  const path = { station };
  const families = useRead('/v1/stations/{station}/families', { path }).value?.items ?? [];
  const models = useRead('/v1/stations/{station}/models', { path }).value?.items ?? [];
  return (
    <>
      <FilterChoice
        label="Family of the defect"
        all="every one"
        value={view.family}
        options={families.map(({ id, name }) => [id, name] as const)}
        onValue={(family) => change({ family })}
      />
      <FilterChoice
        label="Model"
        all="every model"
        value={view.model}
        options={models.map(({ id, version }) => [id, `model ${version}`] as const)}
        onValue={(model) => change({ model })}
      />
    </>
  );
}
