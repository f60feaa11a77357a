import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry, Proof } from '#contracts';
import { api, sentenceOf } from '../../../api/client.js';
import { Earlier } from '../../../components/earlier.js';
import { Told } from '../../../components/told.js';
import { type AdminView } from '../../../routing/admin-view.js';
import { when } from '../../../words.js';
import { actionWords, detailWords } from '../../../components/audit-words.js';
import { runsOf } from '../../../components/audit-runs.js';
import { AuditFiltersForm } from './audit-filters.js';
import { askedOf } from './audit-asked.js';

/** Shows who did what, of all stations and the service, by filters that stand in the address. */
export function AuditTab({ view }: { view: AdminView }) {
  const asked = askedOf(view);
  const read = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      api.get('/v1/audit', { query: { ...asked, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = read.data?.pages.flatMap(({ items }) => items) ?? [];
  const problem = read.failureReason === null ? null : sentenceOf(read.failureReason);
  return (
    <>
      <AuditFiltersForm view={view} />
      <Told value={read.data ?? null} problem={problem} reading="Reading the audit trail…">
        {entries.length === 0 && <p className="lead">No entry is like this.</p>}
        {entries.length > 0 && (
          <table className="sheet audit-sheet">
            <thead>
              <tr>
                <th>When</th>
                <th>Who</th>
                <th>What</th>
                <th>Where</th>
                <th>Subject and detail</th>
              </tr>
            </thead>
            <tbody>
              {runsOf(entries).map(({ entry, times }) => (
                <EntryRow key={entry.id} entry={entry} times={times} />
              ))}
            </tbody>
          </table>
        )}
        <Earlier read={read} />
      </Told>
    </>
  );
}

/** The words for how a name was proven. */
const proofWords: Record<Proof, string> = {
  session: 'signed in',
  pin: 'PIN at a terminal',
  key: 'named key',
  'device-key': 'device key',
  said: 'not proven',
};

function EntryRow({ entry, times }: { entry: AuditEntry; times: number }) {
  const { at, by, proof, action, stationId, subject, detail } = entry;
  return (
    <tr>
      <td data-label="When">
        <time dateTime={at}>{when(at)}</time>
      </td>
      <td data-label="Who">
        <strong>{by}</strong> {proof !== null && <small>{proofWords[proof]}</small>}
      </td>
      <td data-label="What">
        {actionWords(action)} {times > 1 && <small>{times} times</small>}
      </td>
      <td data-label="Where">{stationId === '*' ? 'the service' : stationId}</td>
      <td data-label="Subject and detail" className="audit-detail">
        {times === 1 && subject} <small>{times === 1 && detailWords(detail)}</small>
      </td>
    </tr>
  );
}
