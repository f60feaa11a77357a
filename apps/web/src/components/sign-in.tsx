import { useEffect, useState } from 'react';
import { api } from '../api/client.js';
import { signIn } from '../api/session.js';
import { useLiveLine } from '../live/use-live.js';
import { KeyDialog } from './key-dialog.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** Asks who sits here: by name and password where there are accounts, else for a key. */
export function SignIn() {
  const [byKey, setByKey] = useState(false);
  const accounts = useAccounts();
  if (accounts === null) return <p className="page quiet">Asking who may come in…</p>;
  if (byKey || !accounts)
    return (
      <>
        <KeyDialog />
        {accounts && (
          <p className="page narrow">
            <button type="button" className="chip" onClick={() => setByKey(false)}>
              Sign in by name
            </button>
          </p>
        )}
      </>
    );
  return <NameAndPassword onKey={() => setByKey(true)} />;
}

/** Tells whether one can sign in by name; null until it was read. A wrong key that is kept here is no reason to ask for one. */
function useAccounts(): boolean | null {
  const [accounts, setAccounts] = useState<boolean | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    api.get('/v1/session', { signal: stop.signal }).then(
      (who) => setAccounts(who.accounts),
      () => stop.signal.aborted || setAccounts(false),
    );
    return () => stop.abort();
  }, []);
  return accounts;
}

function NameAndPassword({ onKey }: { onKey: () => void }) {
  const line = useLiveLine();
  const { act, busy, problem } = useAct();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="page narrow key-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => signIn(name.trim(), password)).then((well) => well && line.start());
      }}
    >
      <h1>Sign in</h1>
      <label>
        Name
        <input
          autoComplete="username"
          autoFocus
          required
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        Password
        <input
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      <Problem text={problem} />
      <p>
        <button type="submit" className="button" disabled={busy}>
          Sign in
        </button>{' '}
        <button type="button" className="chip" onClick={onKey}>
          Use an API key
        </button>
      </p>
    </form>
  );
}
