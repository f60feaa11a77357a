import { useId } from 'react';
import type { AlarmTarget, Verdict } from '#contracts';
import { TargetField } from '../../components/target-field.js';
import { verdictWords } from '../../words.js';
import type { Field } from './settings-group.js';

interface FieldProps {
  field: Field;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

/** Asks for one setting: its name, its input, one line of what it does, and what is wrong with it. */
export function SettingField(props: FieldProps) {
  const { field, value, problem, onChange } = props;
  const id = useId();
  if (field.kind === 'target')
    return (
      <TargetField
        name={field.label}
        help={field.help}
        value={value as AlarmTarget}
        problem={problem}
        onChange={onChange}
      />
    );
  if (field.kind === 'verdicts') return <Verdicts {...props} />;
  return (
    <div className={`setting ${field.kind}`}>
      <label htmlFor={id}>{field.label}</label>
      <span className="setting-input">
        <Input {...props} id={id} />
        {field.kind === 'number' && field.unit}
      </span>
      <small id={`${id}-help`}>{field.help}</small>
      {problem !== undefined && (
        <p className="field-problem" role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

function Input({ field, value, problem, onChange, id }: FieldProps & { id: string }) {
  const said = {
    id,
    'aria-describedby': `${id}-help`,
    'aria-invalid': problem !== undefined,
  };
  switch (field.kind) {
    case 'switch':
      return (
        <input
          {...said}
          type="checkbox"
          role="switch"
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
      );
    case 'choice':
      return (
        <select {...said} value={String(value)} onChange={({ target }) => onChange(target.value)}>
          {field.options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      );
    case 'number': {
      const factor = field.percent === true ? 100 : 1;
      const shown = Number((Number(value) * factor).toPrecision(10));
      return (
        <input
          {...said}
          type="number"
          className="short"
          min={field.min}
          max={field.max}
          step="any"
          value={value === null || Number.isNaN(shown) ? '' : shown}
          placeholder={field.empty}
          onChange={({ target }) =>
            onChange(
              field.empty !== undefined && target.value === ''
                ? null
                : target.valueAsNumber / factor,
            )
          }
        />
      );
    }
    case 'target':
    case 'verdicts':
    case 'text':
      return (
        <input {...said} value={String(value)} onChange={({ target }) => onChange(target.value)} />
      );
  }
}

const verdicts: readonly Verdict[] = ['review', 'defect', 'invalid'];

function Verdicts({ field, value, problem, onChange }: FieldProps) {
  const chosen = value as Verdict[];
  const toggle = (verdict: Verdict) =>
    onChange(
      chosen.includes(verdict) ? chosen.filter((one) => one !== verdict) : [...chosen, verdict],
    );
  return (
    <fieldset className="setting verdicts">
      <legend>{field.label}</legend>
      <span className="chips">
        {verdicts.map((verdict) => (
          <button
            key={verdict}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(verdict)}
            onClick={() => toggle(verdict)}
          >
            {verdictWords[verdict]}
          </button>
        ))}
      </span>
      <small>{field.help}</small>
      {problem !== undefined && <p className="field-problem">{problem}</p>}
    </fieldset>
  );
}
