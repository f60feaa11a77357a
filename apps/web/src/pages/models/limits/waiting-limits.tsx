import type { LimitChange } from '#contracts';
import { api } from '../../../api/client.js';
import { useOperator } from '../../../components/operator.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { score, when } from '../../../words.js';

const deeds = {
  approve: '/v1/stations/{station}/limit-changes/{change}/approve',
  withdraw: '/v1/stations/{station}/limit-changes/{change}/withdraw',
} as const;

/** Shows limits that one person asked for and another must approve. */
export function WaitingLimits({ change, onDone }: { change: LimitChange; onDone: () => void }) {
  const { id, stationId: station, review, reject, by, why, askedAt } = change;
  const { act, busy, problem } = useAct();
  const [name] = useOperator();
  const end = async (deed: keyof typeof deeds) => {
    const asked = { path: { station, change: id }, body: { by: name.trim() || 'operator' } };
    if (await act(() => api.post(deeds[deed], asked))) onDone();
  };
  return (
    <section className="waiting-activation" aria-label="Limits that wait for a second person">
      <p>
        <strong>
          Review {review !== null && score(review)}, reject {reject !== null && score(reject)} wait
          for a second person.
        </strong>
        <small>
          Asked for by {by}, {when(askedAt)}: “{why}”
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
      <Problem text={problem} />
    </section>
  );
}
