import { useState } from 'react';
import type { Role } from '#contracts';
import { api } from '../../../api/client.js';
import { StationsChoice } from '../../../components/stations-choice.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { NewPassword } from './new-password.js';
import { RoleChoice } from './role-choice.js';

/** Makes an account. The first one is an administrator's, and shuts the API. */
export function NewPerson({ first, onDone }: { first: boolean; onDone: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>(first ? 'administrator' : 'operator');
  const [stations, setStations] = useState<string[] | null>(null);
  const { act, busy, problem } = useAct();
  const make = async () => {
    const body = { name: name.trim(), password, role, stations };
    if (!(await act(() => api.post('/v1/people', { body })))) return;
    // From now on one must sign in: the page begins anew, and asks for it.
    if (first) return location.reload();
    setName('');
    setPassword('');
    onDone();
  };
  return (
    <form
      className="admin-form"
      aria-label="New account"
      onSubmit={(event) => (event.preventDefault(), void make())}
    >
      <h2>{first ? 'Make the first administrator' : 'New account'}</h2>
      <label>
        Name, as it stands in the audit trail
        <input
          required
          autoComplete="off"
          pattern="[A-Za-z][\w.\-]{1,60}"
          title="A letter, then letters, digits, dots, - and _"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <NewPassword value={password} onChange={setPassword} />
      {!first && <RoleChoice role={role} onRole={setRole} />}
      {!first && <StationsChoice chosen={stations} onChoice={setStations} />}
      <Problem text={problem} />
      <p>
        <button type="submit" className="button" disabled={busy || stations?.length === 0}>
          Make it
        </button>
      </p>
    </form>
  );
}
