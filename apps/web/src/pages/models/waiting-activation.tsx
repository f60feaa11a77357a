import type { Activation } from '#contracts';
import { send } from '../../api/client.js';
import { useOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { when } from '../../words.js';

/** Shows a change that one person asked for and another must approve. */
export function WaitingActivation(props: { activation: Activation; onDone: () => void }) {
  const { id, stationId, version, kind, by, why, askedAt } = props.activation;
  const { act, busy, problem } = useAct();
  const [name] = useOperator();
  const end = async (deed: 'approve' | 'withdraw') => {
    const path = `/v1/stations/${stationId}/activations/${id}/${deed}`;
    if (await act(() => send('POST', path, { by: name.trim() || 'operator' }))) props.onDone();
  };
  return (
    <section className="waiting-activation" aria-label="Waiting for a second person">
      <p>
        <strong>
          {kind === 'rollback' ? 'A roll-back to' : ''} Model {version} waits for a second person.
        </strong>
        <small>
          Asked for by {by}, {when(askedAt)}
          {why !== '' && <>: “{why}”</>}
        </small>
      </p>
      <p className="dialog-deeds">
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void end('approve')}
        >
          Approve
        </button>
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => void end('withdraw')}
        >
          Withdraw
        </button>
      </p>
      {name.trim() === by && (
        <p className="quiet">You asked for it: somebody else must approve, under their own name.</p>
      )}
      <Problem text={problem} />
    </section>
  );
}
