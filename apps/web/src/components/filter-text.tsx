import { useEffect, useState } from 'react';

/** A filter that is typed: it counts when one presses Enter or leaves the field. Null leaves nothing out. */
export function FilterText(props: {
  label: string;
  value: string | null;
  onValue: (value: string | null) => void;
  placeholder?: string;
}) {
  const { label, value, onValue, placeholder } = props;
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const keep = () => {
    const said = draft.trim() === '' ? null : draft.trim();
    if (said !== value) onValue(said);
  };
  return (
    <label>
      {label}
      <input
        value={draft}
        maxLength={200}
        placeholder={placeholder}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
    </label>
  );
}

/** A day of a filter. */
export function FilterDay(props: {
  label: string;
  value: string | null;
  onValue: (value: string | null) => void;
}) {
  const { label, value, onValue } = props;
  return (
    <label>
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onValue(target.value === '' ? null : target.value)}
      />
    </label>
  );
}

/** A filter that is chosen; the first option leaves nothing out. */
export function FilterChoice(props: {
  label: string;
  value: string | null;
  all: string;
  options: readonly (readonly [string, string])[];
  onValue: (value: string | null) => void;
}) {
  const { label, value, all, options, onValue } = props;
  return (
    <label>
      {label}
      <select
        value={value ?? ''}
        onChange={({ target }) => onValue(target.value === '' ? null : target.value)}
      >
        <option value="">{all}</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
