import type { SettingsChange } from '#contracts';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { SecondPerson } from '../../components/second-person.js';
import { useNews } from '../../live/use-live.js';

const deeds = {
  approve: '/v1/stations/{station}/settings-changes/{change}/approve',
  withdraw: '/v1/stations/{station}/settings-changes/{change}/withdraw',
} as const;

/** Shows settings of the station that one person asked for and another must approve; nothing where none wait. */
export function WaitingSettings(props: { station: string; onDone: () => Promise<unknown> }) {
  const { station, onDone } = props;
  const turn = useNews(`station:${station}`);
  const path = '/v1/stations/{station}/settings-changes';
  const { value } = useRead(path, { path: { station }, query: { limit: 1 } }, turn);
  const [change] = value?.items ?? [];
  if (change?.state !== 'waiting') return null;
  const end = (deed: keyof typeof deeds, by: string) =>
    api.post(deeds[deed], { path: { station, change: change.id }, body: { by } });
  return (
    <SecondPerson
      label="Settings that wait for a second person"
      asked={{ ...change, why: '' }}
      end={end}
      onDone={() => void onDone()}
    >
      {inWords(change)} {Object.keys(change.settings).length === 1 ? 'waits' : 'wait'} for a second
      person, since the station is guarded less with it.
    </SecondPerson>
  );
}

const names = {
  activation: 'The rule for models',
  targets: 'The targets',
  challenge: 'The gate',
  camera: 'The camera check',
} as const;

function inWords({ settings }: SettingsChange): string {
  const groups = Object.entries(settings) as [keyof typeof names, object][];
  return groups
    .map(([name, to]) => {
      const values = Object.entries(to).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
      return `${names[name]} (${values.join(', ')})`;
    })
    .join('; ');
}
