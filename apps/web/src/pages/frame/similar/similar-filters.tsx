import type { RegionOfInterest, Verdict } from '#contracts';
import { verdictWords } from '../../../words.js';
import { type Period, periods, type SimilarFilter } from './similar-query.js';

/** Asks what is compared, and which frames are looked through. */
export function SimilarFilters(props: {
  station: string;
  filter: SimilarFilter;
  region: RegionOfInterest | null;
  byPart: boolean;
  drawing: boolean;
  onFilter: (changes: Partial<SimilarFilter>) => void;
  onByPart: (byPart: boolean) => void;
  onDrawing: (drawing: boolean) => void;
}) {
  const { station, filter, region, byPart, drawing, onFilter, onByPart, onDrawing } = props;
  return (
    <div className="similar-filters">
      {region === null || drawing ? (
        <button type="button" aria-pressed={drawing} onClick={() => onDrawing(!drawing)}>
          {drawing ? 'Draw a rectangle on the picture' : 'Search by a part of it'}
        </button>
      ) : (
        <label className="check">
          <input type="checkbox" checked={byPart} onChange={() => onByPart(!byPart)} />
          by the marked part
        </label>
      )}
      <Choice
        label="Station"
        value={filter.station ?? ''}
        options={[
          [station, 'this one'],
          ['', 'every one'],
        ]}
        onChange={(value) => onFilter({ station: value === '' ? null : value })}
      />
      <Choice
        label="Verdict"
        value={filter.verdict ?? ''}
        options={[['', 'any'], ...Object.entries(verdictWords)]}
        onChange={(value) => onFilter({ verdict: value === '' ? null : (value as Verdict) })}
      />
      <Choice
        label="Inspected"
        value={filter.period}
        options={Object.entries(periods).map(([period, { word }]) => [period, word])}
        onChange={(value) => onFilter({ period: value as Period })}
      />
      <Typed label="Called" hint="any name" onEnter={(label) => onFilter({ label })} />
      <Typed
        label="Distance at most"
        hint="any"
        type="number"
        onEnter={(within) => onFilter({ within })}
      />
    </div>
  );
}

/** Taken with Enter or when it is left: a search for each letter would be for nothing. */
function Typed(props: {
  label: string;
  hint: string;
  type?: 'number';
  onEnter: (text: string) => void;
}) {
  return (
    <label>
      {props.label}
      <input
        type={props.type ?? 'text'}
        min={0}
        step="any"
        placeholder={props.hint}
        onBlur={({ target }) => props.onEnter(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly string[])[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={({ target }) => props.onChange(target.value)}>
        {props.options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
