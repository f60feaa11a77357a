import { useId } from 'react';

/** Asks for the defect's name: typed, or one that was used before with a tap. */
export function DefectName(props: {
  value: string;
  known: readonly string[];
  onChange: (name: string) => void;
  /** Is called on Enter in the field: it is that name. */
  onEnter: () => void;
}) {
  const list = useId();
  const { value, known, onChange } = props;
  return (
    <div className="defect-name">
      <label>
        <span>What is it?</span>
        <input
          list={list}
          value={value}
          maxLength={100}
          placeholder="name of the defect, if it is one"
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.currentTarget.blur();
            if (event.key === 'Enter' && value.trim() !== '') props.onEnter();
          }}
        />
      </label>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <span className="chips">
        {known.slice(0, 6).map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={value === name}
            onClick={() => onChange(value === name ? '' : name)}
          >
            {name}
          </button>
        ))}
      </span>
    </div>
  );
}
