import { useEffect, useState } from 'react';
import { useRead } from '../../api/use-read.js';
import { inKnownOrder } from '../../components/known-order.js';
import { Told } from '../../components/told.js';
import { tileState, useServerTime } from '../../live/use-line-facts.js';
import { useLive, useNews } from '../../live/use-live.js';
import { usePaced } from '../../live/use-paced.js';
import { plural } from '../../words.js';
import { byNeedOfPerson } from './wall-order.js';
import { WallTile, type TileNow } from './wall-tile.js';
import './wall.css';

/** What happens on many lines makes the wall be read again so often at most. */
const readEveryMs = 2_000;
/** After a touch the tiles stay where they are for so long. */
const heldMs = 5_000;

/** All stations at a glance, those that need a person first; one request, however many there are. */
export function WallPage() {
  const news = usePaced(useNews('wall'), readEveryMs);
  const { value: wall, problem } = useRead('/v1/wall', {}, news);
  const { inspections } = useLive();
  const time = useServerTime();
  const tiles = (wall?.items ?? []).map((tile): TileNow => {
    const last = inspections[tile.stationId]?.[0] ?? null;
    const state = tileState({ tile, last, rhythm: tile, ...time });
    const shown = last !== null && last.inspectedAt > (tile.last?.inspectedAt ?? '') ? last : tile.last; // prettier-ignore
    return { id: tile.stationId, tile, last: shown, line: state, state: state.kind, openAlerts: tile.openAlerts }; // prettier-ignore
  });
  const { order, hold } = useHeldOrder(byNeedOfPerson(tiles).map(({ id }) => id));
  const needing = tiles.filter(({ state }) => !['ok', 'review', 'defect'].includes(state)).length;
  return (
    <main className="page wall-page">
      <header className="page-head">
        <h1>Wall</h1>
        <p className="unread-line">
          {plural(tiles.length, 'station')}
          {needing > 0 && `, ${needing} not running well`}
        </p>
      </header>
      <Told value={wall} problem={problem} reading="Reading the stations…">
        <ul className="wall" onPointerDown={hold} onPointerMove={hold}>
          {inKnownOrder(tiles, order).map((tile) => (
            <WallTile key={tile.id} now={time.now} {...tile} />
          ))}
        </ul>
      </Told>
    </main>
  );
}

/** Keeps an order while tiles are touched, and a while after. */
function useHeldOrder(wanted: readonly string[]): { order: readonly string[]; hold: () => void } {
  const [order, setOrder] = useState(wanted);
  const [held, setHeld] = useState(0);
  const text = wanted.join('\n');
  useEffect(() => {
    const timer = setTimeout(() => setOrder(text.split('\n')), Math.max(0, held - Date.now()));
    return () => clearTimeout(timer);
  }, [text, held]);
  return { order, hold: () => setHeld(Date.now() + heldMs) };
}
