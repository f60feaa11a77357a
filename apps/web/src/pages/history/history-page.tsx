import { useInfiniteQuery } from '@tanstack/react-query';
import { api, sentenceOf } from '../../api/client.js';
import { Earlier } from '../../components/earlier.js';
import { Told } from '../../components/told.js';
import type { HistoryView } from '../../routing/history-view.js';
import { HistoryFilters } from './history-filters.js';
import { InspectionRow } from './inspection-row.js';
import { askedOf } from './history-asked.js';
import './history.css';

/** The inspections that are read at once. */
const atOnce = 50;

/** Finds inspections by part, lot, station, verdict, family, model and time; the search stands in the address. */
export function HistoryPage({ view }: { view: HistoryView }) {
  const asked = askedOf(view);
  const read = useInfiniteQuery({
    queryKey: ['history', asked],
    queryFn: ({ pageParam, signal }) =>
      api.get('/v1/inspections', { query: { ...asked, limit: atOnce, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const found = read.data?.pages.flatMap(({ items }) => items) ?? [];
  const problem = read.failureReason === null ? null : sentenceOf(read.failureReason);
  return (
    <main className="page history-page">
      <h1>History</h1>
      <HistoryFilters view={view} />
      <Told value={read.data ?? null} problem={problem} reading="Searching…">
        {found.length === 0 && <p className="lead">No inspection is like this.</p>}
        {found.length > 0 && (
          <table className="sheet history-sheet">
            <thead>
              <tr>
                <th>Picture</th>
                <th>Inspected</th>
                <th>Verdict</th>
                <th>Part</th>
                <th>Lot</th>
                <th>Station</th>
                <th>Model</th>
              </tr>
            </thead>
            <tbody>
              {found.map((inspection) => (
                <InspectionRow key={inspection.frameId} inspection={inspection} />
              ))}
            </tbody>
          </table>
        )}
        <Earlier read={read} />
      </Told>
    </main>
  );
}
