import { useMemo, useState } from 'react';
import { useLive } from '../../live/use-live.js';
import { useKept } from '../../parts/use-kept.js';
import { plural } from '../../words.js';
import { AlertCard } from './alert-card.js';
import { type AlertFilter, useAlerts } from './use-alerts.js';

/** Every alert, newest first, until somebody has seen to it. */
export function AlertsPage() {
  const [station, setStation] = useState('');
  const [acknowledged, setAcknowledged] = useState<AlertFilter['acknowledged']>('no');
  const filter = useMemo(() => ({ station, acknowledged }), [station, acknowledged]);
  const { alerts, next, problem, acknowledge, more } = useAlerts(filter);
  const [name, keepName] = useKept('operator', '');
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
        <label>
          Your name
          <input
            value={name}
            maxLength={100}
            placeholder="operator"
            onChange={({ target }) => keepName(target.value)}
          />
        </label>
        <small className="quiet">An acknowledgement names you and stands for good.</small>
      </form>
      {problem !== null && <p className="problem">{problem}</p>}
      {alerts.length === 0 && problem === null && <p className="lead">Nothing here.</p>}
      <ol className="alerts">
        {alerts.map((alert) => (
          <AlertCard
            key={alert.id}
            alert={alert}
            onAcknowledge={() => void acknowledge(alert.id, name.trim() || 'operator')}
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
