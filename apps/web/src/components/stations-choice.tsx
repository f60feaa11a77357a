import { useLive } from '../live/use-live.js';

/** Chooses the stations that somebody may see: all of them (null), or those that are ticked. */
export function StationsChoice(props: {
  chosen: readonly string[] | null;
  onChoice: (stations: string[] | null) => void;
}) {
  const { chosen, onChoice } = props;
  const { stations } = useLive();
  const known = (stations ?? []).map(({ id }) => id);
  const tick = (id: string, ticked: boolean) =>
    onChoice([...(chosen ?? []).filter((one) => one !== id), ...(ticked ? [id] : [])]);
  return (
    <fieldset className="stations-choice">
      <legend>Stations</legend>
      <label>
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={({ target }) => onChoice(target.checked ? null : [])}
        />{' '}
        all, those of tomorrow too
      </label>
      {chosen !== null &&
        [...new Set([...known, ...chosen])].map((id) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => tick(id, target.checked)}
            />{' '}
            {id}
          </label>
        ))}
      {chosen?.length === 0 && <small className="quiet">Tick one at least.</small>}
    </fieldset>
  );
}
