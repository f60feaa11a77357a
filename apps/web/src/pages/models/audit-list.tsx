import { useState } from 'react';
import { useRead } from '../../api/use-read.js';
import { Told } from '../../components/told.js';
import { when } from '../../words.js';
import { runsOf } from '../../components/audit-runs.js';
import { actionWords, detailWords } from '../../components/audit-words.js';

/** Lists who did what to the station, newest first. */
export function AuditList({ station, turn }: { station: string; turn: string }) {
  const [most, setMost] = useState(100);
  const named = { path: { station }, query: { limit: most } };
  const read = useRead('/v1/stations/{station}/audit', named, turn);
  return (
    <section>
      <h2>Audit trail</h2>
      <Told {...read} reading="Reading the audit trail…">
        {read.value?.items.length === 0 && <p className="quiet">Nothing was changed yet.</p>}
        <ol className="audit">
          {runsOf(read.value?.items ?? []).map(
            ({ entry: { id, at, by, action, detail }, times }) => (
              <li key={id}>
                <time dateTime={at}>{when(at)}</time>
                <span>
                  <strong>{by}</strong> {actionWords(action)}{' '}
                  <small>{times > 1 ? `${times} times` : detailWords(detail)}</small>
                </span>
              </li>
            ),
          )}
        </ol>
        {read.value?.next != null && most < 500 && (
          <button type="button" className="chip" onClick={() => setMost(Math.min(500, most * 5))}>
            Earlier
          </button>
        )}
      </Told>
    </section>
  );
}
