import { useMemo, useState } from 'react';
import { useLive } from '../../live/use-live.js';
import { readOperator } from '../../parts/operator.js';
import { useCurrent } from '../../parts/use-current.js';
import { useKeys } from '../../parts/use-keys.js';
import { plural } from '../../words.js';
import { AlertCard } from './alert-card.js';
import { type AlertFilter, useAlerts } from './use-alerts.js';

/** Every alert, newest first, until somebody has seen to it. */
export function AlertsPage() {
  const [station, setStation] = useState('');
  const [acknowledged, setAcknowledged] = useState<AlertFilter['acknowledged']>('no');
  const filter = useMemo(() => ({ station, acknowledged }), [station, acknowledged]);
  const { alerts, next, problem, acknowledge, more } = useAlerts(filter);
  const { current, pick, go } = useCurrent(alerts.map(({ id }) => id));
  useKeys({ j: () => go(1), k: () => go(-1), arrowdown: () => go(1), arrowup: () => go(-1) });
  const live = useLive();
  return (
    <main className="page alerts-page">
      <header className="page-head">
        <h1>Alerts</h1>
        <p className="unread-line" aria-live="polite">
          {plural(live.alerts.length, 'alert')}
          {live.moreAlerts && ' and more'} to acknowledge
        </p>
      </header>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          label="Show"
          value={acknowledged}
          options={[
            ['no', 'to acknowledge'],
            ['all', 'all'],
          ]}
          onChoice={(value) => setAcknowledged(value === 'all' ? 'all' : 'no')}
        />
        <Choice
          label="Station"
          value={station}
          options={[
            ['', 'every station'],
            ...(live.stations ?? []).map(({ id }) => [id, id] as const),
          ]}
          onChoice={setStation}
        />
        <small className="quiet">
          An acknowledgement names you and stands for good; an answer acknowledges too.
        </small>
      </form>
      {problem !== null && <p className="problem">{problem}</p>}
      {alerts.length === 0 && problem === null && <p className="lead">Nothing here.</p>}
      <ol className="alerts">
        {alerts.map((alert) => (
          <AlertCard
            key={alert.id}
            alert={alert}
            current={alert.id === current}
            onCurrent={() => pick(alert.id)}
            onAcknowledge={() => void acknowledge(alert.id, readOperator())}
          />
        ))}
      </ol>
      {next !== null && (
        <button type="button" className="button quiet-button" onClick={more}>
          Older alerts
        </button>
      )}
    </main>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoice: (value: string) => void;
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={({ target }) => props.onChoice(target.value)}>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
