import { useState } from 'react';
import type { QuarantineDecision, Station } from '#contracts';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { Problem, Told } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { useCurrent } from '../../components/use-current.js';
import { useKeys } from '../../components/use-keys.js';
import { plural } from '../../words.js';
import { QuarantineCard } from './quarantine-card.js';

type Decision = QuarantineDecision['decision'];

/** Shows the normals that the screening set aside; a person decides what is learned from. */
export function QuarantineTab({ station: { id } }: { station: Station }) {
  const news = useNews(`quarantine:${id}`);
  const [own, setOwn] = useState(0);
  const named = { path: { station: id }, query: { limit: 200 } };
  const turn = `${news} ${own}`;
  const { value, problem } = useRead('/v1/stations/{station}/quarantine', named, turn);
  const { act, busy, problem: refused } = useAct();
  const items = value?.items ?? [];
  const undecided = items.filter(({ state }) => state === 'quarantined');
  const shown = [...undecided, ...items.filter(({ state }) => state !== 'quarantined')];
  const { current, pick, go } = useCurrent(shown.map((item) => item.id));
  const decide = (normal: string, decision: Decision, note = '') =>
    act(async () => {
      await api.post('/v1/stations/{station}/quarantine/{normal}', {
        path: { station: id, normal },
        body: { decision, note, by: readOperator() },
      });
      setOwn((turn) => turn + 1);
    });
  const judge = (decision: Decision) => () => {
    if (current === null || busy) return;
    go(1);
    void decide(current, decision);
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    arrowdown: () => go(1),
    arrowup: () => go(-1),
    y: judge('use'),
    n: judge('keep-out'),
  });
  return (
    <Told value={value} problem={problem} reading="Reading the quarantine…">
      <p className="lead">
        {undecided.length === 0
          ? 'Nothing waits for a decision.'
          : `${plural(undecided.length, 'picture')} set aside: is it a good part to learn from?`}
      </p>
      <Problem text={refused} />
      <ul className="quarantine">
        {shown.map((item) => (
          <QuarantineCard
            key={item.id}
            item={item}
            current={item.id === current}
            busy={busy}
            onCurrent={() => pick(item.id)}
            onDecide={(decision, note) => void decide(item.id, decision, note)}
          />
        ))}
      </ul>
    </Told>
  );
}
