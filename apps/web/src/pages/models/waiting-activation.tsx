import type { Activation } from '#contracts';
import { api } from '../../api/client.js';
import { SecondPerson } from '../../components/second-person.js';

const deeds = {
  approve: '/v1/stations/{station}/activations/{activation}/approve',
  withdraw: '/v1/stations/{station}/activations/{activation}/withdraw',
} as const;

/** Shows an activation that one person asked for and another must approve. */
export function WaitingActivation(props: { activation: Activation; onDone: () => void }) {
  const { id, stationId: station, version, kind } = props.activation;
  const end = (deed: keyof typeof deeds, by: string) =>
    api.post(deeds[deed], { path: { station, activation: id }, body: { by } });
  return (
    <SecondPerson
      label="Waiting for a second person"
      asked={props.activation}
      end={end}
      onDone={props.onDone}
    >
      {kind === 'rollback' ? 'A roll-back to' : ''} Model {version} waits for a second person.
    </SecondPerson>
  );
}
