import { useState } from 'react';
import type { OpenSession } from '#contracts';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { Problem, Told } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { when } from '../../words.js';

/** Lists who is signed in, from where and since when, and ends a sign-in. */
export function SessionsTab() {
  const [turn, setTurn] = useState(0);
  const read = useRead('/v1/sessions', {}, turn);
  const sessions = read.value?.items ?? [];
  return (
    <Told {...read} reading="Reading who is signed in…">
      {sessions.length === 0 ? (
        <p className="lead">Nobody is signed in by name and password.</p>
      ) : (
        <table className="sheet">
          <thead>
            <tr>
              <th>Name</th>
              <th>From</th>
              <th>Signed in</th>
              <th>Last request</th>
              <th>Ends at the latest</th>
              <th>
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                onDone={() => setTurn((before) => before + 1)}
              />
            ))}
          </tbody>
        </table>
      )}
    </Told>
  );
}

function SessionRow({ session, onDone }: { session: OpenSession; onDone: () => void }) {
  const { id, account, role, own, peer, madeAt, usedAt, expiresAt } = session;
  const { act, busy, problem } = useAct();
  const end = () => api.delete('/v1/sessions/{session}', { path: { session: id } });
  return (
    <tr>
      <td data-label="Name">
        <strong>{account}</strong> <small>{own ? `${role}, this one` : role}</small>
      </td>
      <td data-label="From">{peer}</td>
      <td data-label="Signed in">{when(madeAt)}</td>
      <td data-label="Last request">{when(usedAt)}</td>
      <td data-label="Ends at the latest">{when(expiresAt)}</td>
      <td className="deeds">
        {!own && (
          <button
            type="button"
            className="chip"
            disabled={busy}
            onClick={() => void act(end).then((well) => well && onDone())}
          >
            End it
          </button>
        )}
        <Problem text={problem} />
      </td>
    </tr>
  );
}
