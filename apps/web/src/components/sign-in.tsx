import { useEffect, useState } from 'react';
import { api } from '../api/client.js';
import type { WhoAmI } from '#contracts';
import { signIn, signInByPin } from '../api/session.js';
import { useLiveLine } from '../live/use-live.js';
import { KeyDialog } from './key-dialog.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** Asks who sits here: by name and password, or PIN, where there are accounts, else for a key. */
export function SignIn() {
  const [byKey, setByKey] = useState(false);
  const ways = useWays();
  if (ways === null) return <p className="page quiet">Asking who may come in…</p>;
  if (byKey || !ways.accounts)
    return (
      <>
        <KeyDialog />
        {ways.accounts && (
          <p className="page narrow">
            <button type="button" className="chip" onClick={() => setByKey(false)}>
              Sign in by name
            </button>
          </p>
        )}
      </>
    );
  return <ByName pins={ways.pins} onKey={() => setByKey(true)} />;
}

type Ways = Pick<WhoAmI, 'accounts' | 'pins'>;

/** Returns the ways in which one can sign in; null until they were read. A wrong key that is kept here is no reason to ask for one. */
function useWays(): Ways | null {
  const [ways, setWays] = useState<Ways | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    api
      .get('/v1/session', { signal: stop.signal })
      .then(setWays, () => stop.signal.aborted || setWays({ accounts: false, pins: false }));
    return () => stop.abort();
  }, []);
  return ways;
}

/** The word that proves who one is: a password, or the PIN of a shared terminal. */
const words = {
  password: {
    label: 'Password',
    other: 'Sign in by PIN',
    complete: 'current-password',
    send: signIn,
  },
  pin: { label: 'PIN', other: 'Sign in by password', complete: 'off', send: signInByPin },
} as const;

function ByName({ pins, onKey }: { pins: boolean; onKey: () => void }) {
  const line = useLiveLine();
  const { act, busy, problem } = useAct();
  const [name, setName] = useState('');
  const [by, setBy] = useState<keyof typeof words>('password');
  const [word, setWord] = useState('');
  const { label, other, complete, send } = words[by];
  return (
    <form
      className="page narrow key-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => send(name.trim(), word)).then((well) => well && line.start());
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
        {label}
        <input
          type="password"
          autoComplete={complete}
          inputMode={by === 'pin' ? 'numeric' : undefined}
          required
          value={word}
          onChange={({ target }) => setWord(target.value)}
        />
      </label>
      <Problem text={problem} />
      <p>
        <button type="submit" className="button" disabled={busy}>
          Sign in
        </button>{' '}
        {pins && (
          <button
            type="button"
            className="chip"
            onClick={() => (setBy(by === 'pin' ? 'password' : 'pin'), setWord(''))}
          >
            {other}
          </button>
        )}{' '}
        <button type="button" className="chip" onClick={onKey}>
          Use an API key
        </button>
      </p>
    </form>
  );
}
