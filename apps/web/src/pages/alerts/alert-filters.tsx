import { useLive } from '../../live/use-live.js';
import type { AlertsView } from '../../routing/alerts-view.js';

/** Chooses which alerts are listed; the choice stands in the address. */
export function AlertFilters(props: {
  view: AlertsView;
  onView: (changes: Partial<AlertsView>) => void;
}) {
  const { view, onView } = props;
  const { stations } = useLive();
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="Show"
        value={view.show}
        options={[
          ['open', 'to acknowledge'],
          ['all', 'all'],
        ]}
        onChoice={(value) => onView({ show: value === 'all' ? 'all' : 'open', alert: null })}
      />
      <Choice
        label="Station"
        value={view.station ?? ''}
        options={[['', 'every station'], ...(stations ?? []).map(({ id }) => [id, id] as const)]}
        onChoice={(value) =>
          onView({ station: value === '' ? null : value, incident: null, alert: null })
        }
      />
      <small className="quiet">
        An acknowledgement names you and stands for good; an answer acknowledges too.
      </small>
    </form>
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
