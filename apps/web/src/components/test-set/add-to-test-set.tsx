import { useState } from 'react';
import type { Inspection, Review } from '#contracts';
import { api } from '../../api/client.js';
import { readOperator } from '../operator.js';
import { Problem } from '../told.js';
import { useAct } from '../use-act.js';

/** Puts an answered frame into the test set with one tap, good or bad as the answer says. */
export function AddToTestSet(props: { inspection: Inspection; standing: Review | null }) {
  const { inspection, standing } = props;
  const { stationId: station, frameId } = inspection;
  const { act, busy, problem } = useAct();
  const [added, setAdded] = useState<string | null>(null);
  if (standing === null || standing.answer === 'unsure') return null;
  const known = standing.answer === 'ok' ? 'good' : 'bad';
  const add = () =>
    act(async () => {
      const body = { frameId, by: readOperator() };
      await api.post('/v1/stations/{station}/test-set/from-review', { path: { station }, body });
      setAdded(standing.id);
    });
  if (added === standing.id)
    return <p className="quiet">In the test set as a {known} part; nothing is learned from it.</p>;
  return (
    <div>
      <button type="button" className="chip" disabled={busy} onClick={() => void add()}>
        Add to test set as a {known} part
      </button>
      <Problem text={problem} />
    </div>
  );
}
