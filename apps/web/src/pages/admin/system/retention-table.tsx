import type { RetentionSettings, Station } from '#contracts';
import { useLive } from '../../../live/use-live.js';
import { hashOfTab } from '../../../routing.js';
import { keptWords } from './kept-words.js';

const verdicts = ['ok', 'review', 'defect', 'invalid'] as const;

/** Shows for how long each station keeps pictures and records. */
export function RetentionTable() {
  const { stations } = useLive();
  if (stations === null || stations.length === 0) return null;
  return (
    <section>
      <h2>What is kept</h2>
      <table className="sheet">
        <thead>
          <tr>
            <th>Station</th>
            {verdicts.map((verdict) => (
              <th key={verdict}>{verdict}</th>
            ))}
            <th>At most</th>
            <th>Records</th>
          </tr>
        </thead>
        <tbody>
          {stations.map((station) => (
            <RetentionRow key={station.id} station={station} />
          ))}
        </tbody>
      </table>
      <p className="quiet">
        What people hold is kept beyond all bounds: frames with an answer, with an alert that nobody
        has acknowledged, and those of golden parts.
      </p>
    </section>
  );
}

function RetentionRow({ station: { id, settings } }: { station: Station }) {
  const kept: RetentionSettings = settings.retention;
  return (
    <tr>
      <td data-label="Station">
        <a href={hashOfTab(id, 'settings')}>{id}</a>
      </td>
      {verdicts.map((verdict) => (
        <td key={verdict} data-label={verdict}>
          {keptWords(kept[verdict])}
          {verdict === 'ok' && kept.okOneIn > 1 && <small> one in {kept.okOneIn}</small>}
        </td>
      ))}
      <td data-label="At most">{kept.gigabytes === null ? '–' : `${kept.gigabytes} GB`}</td>
      <td data-label="Records">
        {kept.recordDays === null ? 'for good' : `${kept.recordDays} days`}
      </td>
    </tr>
  );
}
