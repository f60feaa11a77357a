import type { Incident } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { Picture } from '../../components/picture.js';
import { hashOf } from '../../routing.js';
import { incidentSentence } from '../../words.js';

const shown = 4;

/** Lists the incidents of the last day, station by station; a tap shows the alerts of one. */
export function IncidentList(props: {
  stations: readonly string[];
  chosen: Incident | null;
  onChoose: (incident: Incident | null) => void;
}) {
  return (
    <section className="incidents" aria-label="Incidents">
      {props.stations.map((station) => (
        <OfStation key={station} station={station} {...props} />
      ))}
    </section>
  );
}

function OfStation(props: {
  station: string;
  chosen: Incident | null;
  onChoose: (incident: Incident | null) => void;
}) {
  const { station, chosen, onChoose } = props;
  const named = { path: { station }, query: { hours: 24 } };
  const news = useNews(`incidents:${station}`);
  const { value } = useRead('/v1/stations/{station}/incidents', named, news);
  // One alert is no run of them.
  const items = (value?.items ?? []).filter(({ alerts }) => alerts > 1).slice(0, shown);
  return items.map((incident) => {
    const isChosen = chosen?.id === incident.id;
    return (
      <IncidentCard
        key={incident.id}
        incident={incident}
        chosen={isChosen}
        onChoose={() => onChoose(isChosen ? null : incident)}
      />
    );
  });
}

function IncidentCard(props: { incident: Incident; chosen: boolean; onChoose: () => void }) {
  const { incident, chosen, onChoose } = props;
  return (
    <article className={`incident ${incident.open ? 'open' : 'over'}`}>
      <p>
        <strong>{incidentSentence(incident)}</strong>
        <small className="quiet">
          {incident.stationId} ·{' '}
          <a href={hashOf({ page: 'station', station: incident.stationId, tab: 'families' })}>
            {incident.family.name}
          </a>
          {incident.open ? ' · goes on' : ''}
        </small>
      </p>
      <span className="typical">
        {incident.typical.slice(0, 3).map((frame) => (
          <a key={frame} href={hashOf({ page: 'frame', frame })}>
            <Picture address={framePicture(frame, 160)} alt="typical picture" />
          </a>
        ))}
      </span>
      <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
        {chosen ? 'Show all alerts' : 'Show its alerts'}
      </button>
    </article>
  );
}
