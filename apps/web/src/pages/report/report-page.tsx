import { addressOf } from '#client';
import { useRead } from '../../api/use-read.js';
import { KeyedLink } from '../../components/keyed-link.js';
import { Told } from '../../components/told.js';
import { useLive } from '../../live/use-live.js';
import { startOfDay } from '../../routing/days.js';
import { lastDays, type ReportView } from '../../routing/report-view.js';
import { ReportFilters } from './report-filters.js';
import { ReportShown } from './report-shown.js';
import './report.css';

/** The days of a report that nobody chose. */
const usualDays = 7;

/** Shows one station over a period: what it promised, what it did, and what people changed. It prints well. */
export function ReportPage({ view, atHand }: { view: ReportView; atHand: string | null }) {
  const { stations } = useLive();
  const known = (stations ?? []).map(({ id }) => id);
  const station = view.station ?? known.find((id) => id === atHand) ?? known[0] ?? null;
  const usual = lastDays(usualDays, new Date());
  const shown = { station, from: view.from ?? usual.from, until: view.until ?? usual.until };
  if (stations !== null && station === null)
    return (
      <main className="page narrow">
        <h1>Report</h1>
        <p className="lead">There is no station yet.</p>
      </main>
    );
  return (
    <main className="page report-page">
      <h1>Report{station !== null && ` of ${station}`}</h1>
      <p className="print-only">
        {shown.from} to {shown.until}
      </p>
      <ReportFilters view={shown} />
      {station !== null && (
        <ReportOf station={station} from={shown.from} until={shown.until} key={station} />
      )}
    </main>
  );
}

function ReportOf(props: { station: string; from: string; until: string }) {
  const path = { station: props.station };
  const query = { from: startOfDay(props.from), until: startOfDay(props.until, 1) };
  const read = useRead('/v1/stations/{station}/report', { path, query });
  const csv = addressOf('/v1/stations/{station}/report', { path, query: { ...query, format: 'csv' } }); // prettier-ignore
  return (
    <Told {...read} reading="Counting…">
      <p className="no-print report-deeds">
        <button type="button" className="chip" onClick={() => print()}>
          Print
        </button>{' '}
        <KeyedLink address={csv}>The chart as CSV</KeyedLink>
      </p>
      {read.value !== null && <ReportShown report={read.value} />}
    </Told>
  );
}
