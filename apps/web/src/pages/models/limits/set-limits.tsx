import { useState } from 'react';
import type { LimitsOfModel } from '#contracts';
import { api } from '../../../api/client.js';
import { readOperator } from '../../../components/operator.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { score } from '../../../words.js';
import type { TypedLimits } from './typed-limits.js';

const routes = {
  set: '/v1/stations/{station}/models/{model}/limits',
  clear: '/v1/stations/{station}/models/{model}/limits/clear',
} as const;

/** Sets the limits that were moved, or brings back those of the calibration, each with a reason. */
export function SetLimits(props: {
  limits: LimitsOfModel;
  /** The limits that were moved; null where they are as in force. */
  wanted: TypedLimits | null;
  onBack: () => void;
  onDone: () => void;
}) {
  const { limits, wanted, onBack, onDone } = props;
  const { stationId: station, modelId: model, byHand, own, secondPerson } = limits;
  const [why, setWhy] = useState('');
  const { act, busy, problem } = useAct();
  const path = { station, model };
  const said = { why: why.trim(), by: readOperator() };
  const end = async (deed: () => Promise<unknown>) => {
    if (await act(deed)) onDone();
  };
  const set = () => api.put(routes.set, { path, body: { ...wanted, ...said } });
  const clear = () => api.post(routes.clear, { path, body: said });
  if (wanted === null && byHand === null) return null;
  return (
    <form
      className="set-limits"
      onSubmit={(event) => (event.preventDefault(), void end(wanted === null ? clear : set))}
    >
      <label>
        Why{' '}
        <input
          value={why}
          maxLength={2000}
          required
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      <p className="dialog-deeds">
        <button type="submit" className="button" disabled={busy || said.why === ''}>
          {wanted === null
            ? `Back to the calibration's: review ${score(own.warn)}, reject ${score(own.reject)}`
            : `Set review ${score(wanted.review)}, reject ${score(wanted.reject)}`}
        </button>
        {wanted !== null && (
          <button type="button" className="button quiet-button" onClick={onBack}>
            Leave them
          </button>
        )}
      </p>
      <small className="quiet">
        {secondPerson && wanted !== null && 'A second person must approve them first. '}
        They judge the next frames, and the next calibration makes its own again.
      </small>
      <Problem text={problem} />
    </form>
  );
}
