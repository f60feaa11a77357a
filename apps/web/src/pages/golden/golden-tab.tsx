import { useState } from 'react';
import type { Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { Told } from '../../components/told.js';
import { hashOfTab } from '../../routing.js';
import { ChallengeLog } from './challenge-log.js';
import { ChallengeNow } from './challenge-now.js';
import { GateState } from './gate-state.js';
import { GoldenList } from './golden-list.js';
import { NewGoldenPart } from './new-golden-part.js';

/** Shows the known parts that are shown on purpose, so that the station proves itself. */
export function GoldenTab({ station }: { station: Station }) {
  const { id, settings } = station;
  const [own, setOwn] = useState(0);
  const again = () => setOwn((turn) => turn + 1);
  const turn = `${useNews(`gate:${id}`)} ${own}`;
  const path = { station: id };
  const gate = useRead('/v1/stations/{station}/gate', { path }, turn);
  const golden = useRead('/v1/stations/{station}/golden-parts', { path }, turn);
  const query = { limit: 20 };
  const log = useRead('/v1/stations/{station}/challenges', { path, query }, turn);
  const parts = golden.value?.items ?? [];
  const open = log.value?.items.find(({ state }) => state === 'open') ?? null;
  return (
    <div className="golden-columns">
      <div>
        {gate.value !== null && <GateState gate={gate.value} settings={settings.challenge} />}
        {!settings.challenge.required && (
          <p className="quiet">
            The station takes frames without a challenge.{' '}
            <a href={hashOfTab(id, 'settings')}>Require one</a>
          </p>
        )}
        <ChallengeNow station={id} parts={parts} open={open} onChanged={again} />
        <ChallengeLog {...log} parts={parts} />
      </div>
      <div>
        <h2>Golden parts</h2>
        <Told {...golden} reading="Reading the golden parts…">
          <GoldenList station={id} parts={parts} onChanged={again} />
        </Told>
        <NewGoldenPart station={id} onMade={again} />
      </div>
    </div>
  );
}
