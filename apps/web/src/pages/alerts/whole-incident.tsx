import { useState } from 'react';
import type { Alert, AlertsAnswered, Incident, ReviewAnswer } from '#contracts';
import { api } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { readOperator } from '../../components/operator.js';
import { DefectName } from '../../components/review/defect-name.js';
import { useDefectNames } from '../../components/review/defect-names.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { plural } from '../../words.js';

/** The number of alerts that one request takes at most, as the API has it. */
const most = 500;

const choices = [
  ['', 'Acknowledge only', 'nothing is taught'],
  ['ok', 'OK', 'each is taken as a good part'],
  ['defect', 'Defect', 'each is remembered as a defect'],
  ['unsure', 'Unsure', 'nothing is taught'],
] as const satisfies readonly (readonly [ReviewAnswer | '', string, string])[];

/** Answers, or acknowledges, all of an incident that waits, with one reason for all of them. */
export function WholeIncident(props: {
  incident: Incident;
  onAnswered: (alerts: readonly Alert[]) => void;
}) {
  const { incident } = props;
  const [asking, ask] = useState(false);
  const [told, tell] = useState<AlertsAnswered | null>(null);
  return (
    <div className="whole-incident">
      <button type="button" className="button quiet-button" onClick={() => ask(true)}>
        Apply to all {incident.alerts} of this incident
      </button>
      {told !== null && <Outcome told={told} />}
      {asking && (
        <Asking
          incident={incident}
          onClose={() => ask(false)}
          onDone={(answered) => {
            tell(answered);
            ask(false);
            props.onAnswered(answered.items);
          }}
        />
      )}
    </div>
  );
}

function Outcome({ told: { items, failed } }: { told: AlertsAnswered }) {
  return (
    <p role="status">
      {plural(items.length, 'alert')} acknowledged.
      {failed[0] !== undefined &&
        ` ${plural(failed.length, 'alert')} could not be: ${failed[0].detail}.`}
      {items.length === most && ' Apply it again for the older ones.'}
    </p>
  );
}

function Asking(props: {
  incident: Incident;
  onClose: () => void;
  onDone: (answered: AlertsAnswered) => void;
}) {
  const { incident } = props;
  const known = useDefectNames(incident.stationId);
  const [answer, setAnswer] = useState<ReviewAnswer | ''>('');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const { act, busy, problem } = useAct();
  const apply = () =>
    act(async () => {
      const named = answer === 'defect' && name.trim() !== '' ? { name: name.trim() } : {};
      const said = { ...(answer !== '' && { answer }), ...named, reason: reason.trim() };
      props.onDone(await answerAll(incident, said));
    });
  return (
    <Dialog title={`All of this incident`} onClose={props.onClose}>
      <form
        className="incident-form"
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <p className="quiet">
          What waits of its {plural(incident.alerts, 'alert')} is answered alike, at most {most} at
          once. Each has its entry in the audit trail.
        </p>
        <fieldset>
          <legend>Your answer</legend>
          {choices.map(([value, word, meaning]) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name="answer"
                checked={answer === value}
                onChange={() => setAnswer(value)}
              />
              <span>
                {word} <small>{meaning}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {answer === 'defect' && (
          <DefectName value={name} known={known} onChange={setName} onEnter={() => undefined} />
        )}
        <label>
          Reason
          <input
            value={reason}
            maxLength={2000}
            required
            placeholder="why all of them alike"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <Problem text={problem} />
        <div className="dialog-deeds">
          <button type="submit" className="button" disabled={busy || reason.trim() === ''}>
            Apply
          </button>
          <button type="button" className="button quiet-button" onClick={props.onClose}>
            Leave it
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Only alerts that wait are answered: an answer that somebody gave to one of them stays. */
async function answerAll(
  { stationId: station, family, began: from, last: until }: Incident,
  said: { answer?: ReviewAnswer; name?: string; reason: string },
): Promise<AlertsAnswered> {
  const query = { station, family: family.id, from, until, acknowledged: 'false', limit: most };
  const { items } = await api.get('/v1/alerts', { query });
  if (items.length === 0) return { items: [], failed: [] };
  const alerts = items.map(({ id }) => id);
  const body = { alerts, ...said, by: readOperator() };
  return api.post('/v1/alerts/acknowledge', { body });
}
