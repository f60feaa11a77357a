import { useMemo, useState } from 'react';
import type { Alert, Incident } from '#contracts';
import { useLive } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { useCurrent } from '../../components/use-current.js';
import { useKeys } from '../../components/use-keys.js';
import { plural } from '../../words.js';
import { AlertCard } from './alert-card.js';
import { IncidentList } from './incident-list.js';
import { type AlertFilter, useAlerts } from './use-alerts.js';

/** Shows every alert, newest first, until somebody has seen to it. */
export function AlertsPage() {
  const [station, setStation] = useState('');
  const [acknowledged, setAcknowledged] = useState<AlertFilter['acknowledged']>('no');
  const filter = useMemo(() => ({ station, acknowledged }), [station, acknowledged]);
  const [incident, setIncident] = useState<Incident | null>(null);
  const { alerts: all, next, problem, acknowledge, more } = useAlerts(filter);
  const alerts = useMemo(() => ofIncident(all, incident), [all, incident]);
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
      <IncidentList
        stations={(live.stations ?? [])
          .map(({ id }) => id)
          .filter((id) => station === '' || id === station)}
        chosen={incident}
        onChoose={setIncident}
      />
      {incident !== null && (
        <p className="quiet">
          Only the alerts of this incident{next === null ? '' : '; older ones may follow below'}.
        </p>
      )}
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

function ofIncident(alerts: Alert[], incident: Incident | null): Alert[] {
  if (incident === null) return alerts;
  const own = new Set(incident.frameIds);
  return alerts.filter(({ frameId }) => own.has(frameId));
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
