import type { PeriodReport } from '#contracts';
import { percent } from '../../words.js';

/** Shows which families the alerts are of, the most first, with what they add up to. */
export function FamilyPareto({ families }: Pick<PeriodReport, 'families'>) {
  const all = families.reduce((sum, { alerts }) => sum + alerts, 0);
  if (all === 0) return null;
  const most = families[0]!.alerts;
  let so = 0;
  const rows = families.map(({ family, alerts }) => {
    so += alerts;
    return {
      id: family?.id ?? 'none',
      name: family?.name ?? 'in no family',
      alerts,
      sum: so / all,
    };
  });
  return (
    <section aria-label="Families">
      <h2>What the alerts show</h2>
      <ul className="pareto">
        {rows.map(({ id, name, alerts, sum }) => (
          <li key={id}>
            <span className="pareto-name">{name}</span>
            <span className="pareto-track">
              <span className="pareto-bar" style={{ width: `${(100 * alerts) / most}%` }} />
            </span>
            <span className="number">{alerts}</span>
            <small className="number">{percent(sum)}</small>
          </li>
        ))}
      </ul>
      <p className="quiet">At the right: what it and those above it add up to.</p>
    </section>
  );
}
