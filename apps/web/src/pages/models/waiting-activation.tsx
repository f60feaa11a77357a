import type { Activation } from '#contracts';
import { api } from '../../api/client.js';
import { useOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { when } from '../../words.js';

const deeds = {
  approve: '/v1/stations/{station}/activations/{activation}/approve',
  withdraw: '/v1/stations/{station}/activations/{activation}/withdraw',
} as const;

/** Shows a change that one person asked for and another must approve. */
export function WaitingActivation(props: { activation: Activation; onDone: () => void }) {
  const { id, stationId, version, kind, by, why, askedAt } = props.activation;
  const { act, busy, problem } = useAct();
  const [name] = useOperator();
  const end = async (deed: keyof typeof deeds) => {
    const asked = {
      path: { station: stationId, activation: id },
      body: { by: name.trim() || 'operator' },
    };
    if (await act(() => api.post(deeds[deed], asked))) props.onDone();
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
