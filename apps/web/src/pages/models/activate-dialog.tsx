import { useState } from 'react';
import type { ModelSummary, Station } from '#contracts';
import { api } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { ComparisonNote } from '../../components/test-set/comparison-note.js';
import { useOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';

/** A change of the active model that somebody is about to ask for. */
export interface Wish {
  kind: 'activate' | 'roll back';
  model: ModelSummary;
}

/** Asks for the reason before the active model changes; it is kept with the name. */
export function ActivateDialog(props: {
  station: Station;
  wish: Wish;
  onClose: () => void;
  onDone: () => void;
}) {
  const { station, wish, onClose } = props;
  const { id, settings } = station;
  const [name] = useOperator();
  const [why, setWhy] = useState('');
  const { act, busy, problem } = useAct();
  const back = wish.kind === 'roll back';
  const body = { by: name.trim() || 'operator', why: why.trim() };
  const path = { station: id, model: wish.model.id };
  const change = () =>
    back
      ? api.post('/v1/stations/{station}/rollback', { path: { station: id }, body })
      : api.post('/v1/stations/{station}/models/{model}/activate', { path, body });
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await act(change)) props.onDone();
  };
  const title = back
    ? `Roll back from model ${wish.model.version}`
    : `Activate model ${wish.model.version}`;
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="asking" onSubmit={(event) => void submit(event)}>
        <p>
          {back
            ? 'The model that was at work before goes to work again, on every worker at once.'
            : `It goes to work on every worker at once, in place of model ${station.activeModel?.version ?? '(none)'}.`}
          {settings.activation.secondPerson && ' A second person must approve it first.'}
        </p>
        {wish.model.provisional && !back && (
          <p className="note">
            This model is provisional: it has learned from too few parts to keep its target.
          </p>
        )}
        {!back && <ComparisonNote station={id} model={wish.model.id} turn="" />}
        <label>
          Why
          <input
            autoFocus
            value={why}
            maxLength={2000}
            placeholder="new lot, new lamp, …"
            onChange={({ target }) => setWhy(target.value)}
          />
        </label>
        <small className="quiet">
          Kept in the audit trail under the name “{body.by}”, which is set at the top of the page.
        </small>
        <Problem text={problem} />
        <p className="dialog-deeds">
          <button type="submit" className="button" disabled={busy}>
            {back ? 'Roll back' : 'Activate'}
          </button>
          <button type="button" className="button quiet-button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </form>
    </Dialog>
  );
}
