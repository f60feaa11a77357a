import { signOut, useWhoAmI } from '../api/session.js';
import { useOperator } from './operator.js';
import { useAct } from './use-act.js';

/** Says who one is, with the way out; where nothing proves it, asks for the name to keep things under. */
export function Who() {
  const who = useWhoAmI()?.who;
  if (who === undefined || who === null) return null;
  if (who.name === null) return <OperatorName />;
  const what = who.role ?? who.scopes.join(', ');
  const where = who.stations === null ? '' : ` at ${who.stations.join(', ')}`;
  return (
    <span className="who" title={`${who.name}, ${what}${where}`}>
      <strong>{who.name}</strong> <small>{what}</small>
      {(who.proof === 'session' || who.proof === 'pin') && <SignOut />}
    </span>
  );
}

function SignOut() {
  const { act, busy, problem } = useAct();
  return (
    <button
      type="button"
      className="chip"
      disabled={busy}
      title={problem ?? 'End this sign-in'}
      onClick={() => void act(signOut)}
    >
      Sign out
    </button>
  );
}

/** Under which answers, decisions and acknowledgements are kept. */
function OperatorName() {
  const [name, keep] = useOperator();
  return (
    <label className="operator-name">
      <span className="visually-hidden">Your name</span>
      <input
        value={name}
        maxLength={100}
        placeholder="Your name"
        title="What you judge and change is kept under this name"
        onChange={({ target }) => keep(target.value)}
      />
    </label>
  );
}
