import { useId } from 'react';
import type { AlarmTarget } from '#contracts';
import { percent } from '../words.js';

type Budget = Exclude<AlarmTarget, number>;

/** Asks for a false-alarm target: a share of good parts, or a budget in the plant's own words. */
export function TargetField(props: {
  name: string;
  help: string;
  value: AlarmTarget;
  problem?: string | undefined;
  onChange: (target: AlarmTarget) => void;
}) {
  const { name, help, value, problem, onChange } = props;
  const group = useId();
  const inBudget = typeof value !== 'number';
  const toggle = (budget: boolean) => onChange(budget ? budgetOf(value) : rateOf(value));
  return (
    <fieldset className="target-field" aria-describedby={`${group}-help`}>
      <legend>{name}</legend>
      <small id={`${group}-help`}>{help}</small>
      <div className="target-line">
        <select
          aria-label={`${name}: how it is said`}
          value={inBudget ? 'budget' : 'rate'}
          onChange={({ target }) => toggle(target.value === 'budget')}
        >
          <option value="rate">a share of good parts</option>
          <option value="budget">a budget</option>
        </select>
        {inBudget ? (
          <BudgetInputs name={name} value={value} onChange={onChange} />
        ) : (
          <label>
            at most{' '}
            <NumberInput
              label={`${name} in percent`}
              value={Number((value * 100).toPrecision(6))}
              step="any"
              onChange={(share) => onChange(share / 100)}
            />{' '}
            %
          </label>
        )}
      </div>
      {inBudget && <small>that is {percent(rateOf(value))} of good parts</small>}
      {problem !== undefined && <p className="field-problem">{problem}</p>}
    </fieldset>
  );
}

function BudgetInputs(props: { name: string; value: Budget; onChange: (budget: Budget) => void }) {
  const { name, value, onChange } = props;
  return (
    <span className="budget">
      at most{' '}
      <NumberInput
        label={`${name}: false alarms`}
        value={value.falseAlarms}
        step="any"
        onChange={(falseAlarms) => onChange({ ...value, falseAlarms })}
      />{' '}
      false alarms per{' '}
      <input
        aria-label={`${name}: per`}
        className="short"
        value={value.per}
        onChange={({ target }) => onChange({ ...value, per: target.value })}
      />{' '}
      of{' '}
      <NumberInput
        label={`${name}: parts`}
        value={value.parts}
        step={1}
        onChange={(parts) => onChange({ ...value, parts })}
      />{' '}
      parts
    </span>
  );
}

function NumberInput(props: {
  label: string;
  value: number;
  step: number | 'any';
  onChange: (value: number) => void;
}) {
  return (
    <input
      type="number"
      className="short"
      aria-label={props.label}
      min="0"
      step={props.step}
      value={Number.isFinite(props.value) ? props.value : ''}
      onChange={({ target }) => props.onChange(target.valueAsNumber)}
    />
  );
}

/** Returns the share that a target allows, as the contracts have it. */
export function rateOf(target: AlarmTarget): number {
  return typeof target === 'number' ? target : target.falseAlarms / target.parts;
}

function budgetOf(target: AlarmTarget): Budget {
  if (typeof target !== 'number') return target;
  return { falseAlarms: Number((target * 5000).toPrecision(3)), parts: 5000, per: 'shift' };
}
