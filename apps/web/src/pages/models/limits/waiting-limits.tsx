import type { LimitChange } from '#contracts';
import { api } from '../../../api/client.js';
import { SecondPerson } from '../../../components/second-person.js';
import { score } from '../../../words.js';

const deeds = {
  approve: '/v1/stations/{station}/limit-changes/{change}/approve',
  withdraw: '/v1/stations/{station}/limit-changes/{change}/withdraw',
} as const;

/** Shows limits that one person asked for and another must approve. */
export function WaitingLimits({ change, onDone }: { change: LimitChange; onDone: () => void }) {
  const { id, stationId: station, review, reject } = change;
  const end = (deed: keyof typeof deeds, by: string) =>
    api.post(deeds[deed], { path: { station, change: id }, body: { by } });
  return (
    <SecondPerson
      label="Limits that wait for a second person"
      asked={change}
      end={end}
      onDone={onDone}
    >
      Review {review !== null && score(review)}, reject {reject !== null && score(reject)} wait for
      a second person.
    </SecondPerson>
  );
}
