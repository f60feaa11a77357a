import type { Incident } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { hashOf } from '../../routing.js';
import { incidentSentence } from '../../words.js';

/** Lists the incidents of the last day; a tap shows the alerts of one. */
export function IncidentList(props: {
  incidents: readonly Incident[];
  chosen: Incident | null;
  onChoose: (incident: Incident | null) => void;
}) {
  const { incidents, chosen, onChoose } = props;
  return (
    <section className="incidents" aria-label="Incidents">
      {incidents.map((incident) => {
        const isChosen = chosen?.id === incident.id;
        return (
          <IncidentCard
            key={incident.id}
            incident={incident}
            chosen={isChosen}
            onChoose={() => onChoose(isChosen ? null : incident)}
          />
        );
      })}
    </section>
  );
}

function IncidentCard(props: { incident: Incident; chosen: boolean; onChoose: () => void }) {
  const { incident, chosen, onChoose } = props;
  const { stationId, family, open, typical } = incident;
  return (
    <article className={`incident ${open ? 'open' : 'over'}`}>
      {typical[0] !== undefined && (
        <a href={hashOf({ page: 'frame', frame: typical[0] })} aria-label="The most typical frame">
          <Picture address={framePicture(typical[0], 160)} alt="typical picture" />
        </a>
      )}
      <p>
        <strong>{incidentSentence(incident)}</strong>
        <small className="quiet">
          {stationId} ·{' '}
          <a href={hashOf({ page: 'station', station: stationId, tab: 'families' })}>
            {family.name}
          </a>
          {open ? ' · goes on' : ''}
        </small>
        <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
          {chosen ? 'Show all alerts' : 'Show its alerts'}
        </button>
      </p>
    </article>
  );
}
