import type { Station } from '#contracts';
import { useLive } from '../../live/use-live.js';
import { hashOf, hashOfTab } from '../../routing.js';

/** Shows which station it is, by which model, and whether the newest frame is followed. */
export function LineHead(props: { station: Station; following: boolean; onFollow: () => void }) {
  const { station, following } = props;
  const { stations } = useLive();
  return (
    <header className="line-head">
      <label className="station-picker">
        <span className="visually-hidden">Station</span>
        <select
          value={station.id}
          onChange={({ target }) => {
            location.hash = hashOf({ page: 'line', station: target.value });
          }}
        >
          {(stations ?? []).map(({ id, settings }) => (
            <option key={id} value={id}>
              {settings.title === '' ? id : `${settings.title} (${id})`}
            </option>
          ))}
        </select>
      </label>
      <ModelBadge station={station} />
      {station.backlog > 20 && (
        <span className="badge review">{station.backlog} frames waiting</span>
      )}
      <a className="chip" href={hashOf({ page: 'line-mode', station: station.id })}>
        Line mode
      </a>
      <button type="button" className="follow" disabled={following} onClick={props.onFollow}>
        {following ? 'Following the line' : 'Back to the line'}
        {!following && <kbd> Esc </kbd>}
      </button>
    </header>
  );
}

function ModelBadge({ station: { id, activeModel } }: { station: Station }) {
  const link = hashOfTab(id, 'overview');
  if (activeModel === null)
    return (
      <a className="badge defect" href={link}>
        no model yet
      </a>
    );
  return (
    <a className="model-badge" href={link}>
      model {activeModel.version}
      {activeModel.provisional && <span className="badge review">provisional</span>}
    </a>
  );
}
