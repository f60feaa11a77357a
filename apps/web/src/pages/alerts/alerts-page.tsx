import { useCallback, useEffect, useMemo } from 'react';
import type { Alert } from '#contracts';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { useLive } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { useKeys } from '../../components/use-keys.js';
import { replaceRoute } from '../../routing.js';
import type { AlertsView } from '../../routing/alerts-view.js';
import { plural } from '../../words.js';
import { AlertDetail } from './alert-detail.js';
import { AlertFilters } from './alert-filters.js';
import { AlertRows } from './alert-rows.js';
import { IncidentList } from './incident-list.js';
import { useAlerts } from './use-alerts.js';
import { useIncidents } from './use-incidents.js';
import { WholeIncident } from './whole-incident.js';
import './alerts.css';

/** The alerts as a queue: the list at the left keeps its order, one alert is large, and nothing moves by itself. */
export function AlertsPage({ view }: { view: AlertsView }) {
  const change = useCallback(
    (changes: Partial<AlertsView>) => replaceRoute({ page: 'alerts', ...view, ...changes }),
    [view],
  );
  const incidents = useIncidents(view.station);
  const incident = incidents.find(({ id }) => id === view.incident) ?? null;
  const { station, show } = view;
  const filter = useMemo(() => ({ station, show, incident }), [station, show, incident?.id]);
  const queue = useAlerts(filter);
  return (
    <main className="page alerts-page">
      <AlertsHead view={view} onView={change} />
      <div className="alert-queue">
        <aside className="alert-lists">
          <IncidentList
            incidents={incidents}
            chosen={incident}
            onChoose={(chosen) => change({ incident: chosen?.id ?? null, alert: null })}
          />
          {incident !== null && (
            <WholeIncident key={incident.id} incident={incident} onAnswered={queue.tell} />
          )}
          {queue.problem !== null && <p className="problem">{queue.problem}</p>}
          <AlertRows
            alerts={queue.alerts}
            current={view.alert}
            fresh={queue.fresh}
            onFresh={queue.takeFresh}
            onPick={(alert) => change({ alert })}
            onEnd={queue.more}
          />
        </aside>
        <Current
          alerts={queue.alerts}
          id={view.alert}
          reading={queue.reading}
          onPick={(alert) => change({ alert })}
          onTold={queue.tell}
        />
      </div>
    </main>
  );
}

function AlertsHead(props: { view: AlertsView; onView: (changes: Partial<AlertsView>) => void }) {
  const { openAlerts } = useLive();
  return (
    <header className="page-head">
      <h1>Alerts</h1>
      <p className="unread-line" aria-live="polite">
        {openAlerts !== null && `${plural(openAlerts.open, 'alert')} to acknowledge`}
      </p>
      <AlertFilters {...props} />
    </header>
  );
}

/** The alert at hand is held by its id: it stays until a person takes another, whatever comes in or is read. */
function Current(props: {
  alerts: readonly Alert[];
  id: string | null;
  reading: boolean;
  onPick: (id: string) => void;
  onTold: (alerts: readonly Alert[]) => void;
}) {
  const { alerts, id, onPick, onTold } = props;
  const { act, problem } = useAct();
  const at = alerts.findIndex((alert) => alert.id === id);
  const first = alerts[0]?.id ?? null;
  useEffect(() => {
    if (id === null && first !== null) onPick(first);
  }, [id, first, onPick]);
  // One that the list does not have, as behind a link, is read by itself.
  const linked = id === null || at >= 0 ? null : { path: { alert: id } };
  const { value: read } = useRead('/v1/alerts/{alert}', linked);
  const alert = alerts[at] ?? read;
  const go = (by: number) => {
    const to = alerts[at + by];
    return at < 0 && by < 0 ? null : to === undefined ? null : () => onPick(to.id);
  };
  const [next, previous] = [go(1), go(-1)];
  useKeys({
    j: () => next?.(),
    k: () => previous?.(),
    arrowdown: () => next?.(),
    arrowup: () => previous?.(),
  });
  const acknowledge = (wanted: string) =>
    act(async () => {
      const asked = { path: { alert: wanted }, body: { by: readOperator() } };
      onTold([await api.post('/v1/alerts/{alert}/acknowledge', asked)]);
    });
  if (alert == null)
    return (
      <p className="lead nothing">{props.reading ? 'Reading the alerts…' : 'Nothing here.'}</p>
    );
  return (
    <div className="alert-at-hand">
      <Problem text={problem} />
      <AlertDetail
        key={alert.id}
        alert={alert}
        onAcknowledge={() => void acknowledge(alert.id)}
        onNext={next}
        onPrevious={previous}
      />
    </div>
  );
}
