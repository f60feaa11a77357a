import type { ModelSummary } from '#contracts';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { certificatePage } from '../../api/addresses.js';
import { KeyedLink } from '../../components/keyed-link.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { hashOf } from '../../routing.js';
import { score, when } from '../../words.js';
import type { Wish } from './activate-dialog.js';

const stateWords = {
  candidate: ['candidate', 'never at work yet'],
  active: ['active', 'at work now'],
  retired: ['retired', 'was at work before'],
} as const;

/** Shows one model, what state it is in, and what can be done with it. */
export function ModelRow(props: {
  station: string;
  model: ModelSummary;
  onWish: (kind: Wish['kind']) => void;
  onAsked: () => void;
}) {
  const { station, model } = props;
  const { act, busy, problem } = useAct();
  const may = useMay('engineer');
  const [word, meaning] = stateWords[model.state];
  const rehearse = () =>
    act(async () => {
      const { id } = await api.post('/v1/stations/{station}/models/{model}/rehearsals', {
        path: { station, model: model.id },
        body: { by: readOperator() },
      });
      props.onAsked();
      location.hash = hashOf({ page: 'rehearsal', station, rehearsal: id });
    });
  return (
    <li className={`model-row ${model.state}`}>
      <div>
        <strong>Model {model.version}</strong>{' '}
        <span className={`state-badge ${model.state}`} title={meaning}>
          {word}
        </span>{' '}
        {model.provisional && <span className="badge review">provisional</span>}
        <small>
          made {when(model.madeAt)} · review {score(model.limits.warn)}, reject{' '}
          {score(model.limits.reject)}
        </small>
        <Problem text={problem} />
      </div>
      <div className="model-deeds">
        <KeyedLink address={certificatePage(station, model.id)}>Certificate</KeyedLink>
        {may && model.state !== 'active' && (
          <>
            <button
              type="button"
              className="chip"
              disabled={busy}
              onClick={() => void rehearse()}
              title="What would it have said of the last frames?"
            >
              Rehearse
            </button>
            <button type="button" className="chip" onClick={() => props.onWish('activate')}>
              Activate
            </button>
          </>
        )}
        {may && model.state === 'active' && model.version > 1 && (
          <button type="button" className="chip" onClick={() => props.onWish('roll back')}>
            Roll back
          </button>
        )}
      </div>
    </li>
  );
}
