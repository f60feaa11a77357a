import { addressOf } from '#client';
import { FilterChoice, FilterDay, FilterText } from '../../../components/filter-text.js';
import { KeyedLink } from '../../../components/keyed-link.js';
import { useLive } from '../../../live/use-live.js';
import { replaceRoute } from '../../../routing.js';
import { type AdminView, type AuditView } from '../../../routing/admin-view.js';
import { askedOf } from './audit-asked.js';

/** Chooses which entries are shown, and gives all of them as a file. */
export function AuditFiltersForm({ view }: { view: AdminView }) {
  const { stations } = useLive();
  const change = (changes: Partial<AuditView>) =>
    replaceRoute({ page: 'admin', ...view, ...changes });
  const trails = [['*', 'the service'], ...(stations ?? []).map(({ id }) => [id, id])] as const;
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <FilterChoice
        label="Of"
        all="everything"
        value={view.trail}
        options={trails as readonly (readonly [string, string])[]}
        onValue={(trail) => change({ trail })}
      />
      <FilterText label="Who" value={view.by} onValue={(by) => change({ by })} />
      <FilterText
        label="What"
        placeholder="model-activated"
        value={view.action}
        onValue={(action) => change({ action: action?.replaceAll(' ', '-') ?? null })}
      />
      <FilterDay label="From" value={view.from} onValue={(from) => change({ from })} />
      <FilterDay
        label="Until, with that day"
        value={view.until}
        onValue={(until) => change({ until })}
      />
      <p className="export-links">
        <ExportLink view={view} format="csv">
          All as CSV
        </ExportLink>{' '}
        <ExportLink view={view} format="json">
          All as JSON
        </ExportLink>
      </p>
    </form>
  );
}

function ExportLink(props: { view: AdminView; format: 'csv' | 'json'; children: string }) {
  const query = { ...askedOf(props.view), format: props.format };
  return <KeyedLink address={addressOf('/v1/audit/export', { query })}>{props.children}</KeyedLink>;
}
