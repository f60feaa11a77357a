import { useState } from 'react';
import type { JudgedPicture, KnownPart } from '#contracts';
import { api } from '../../api/client.js';
import { testPicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { readOperator } from '../../components/operator.js';
import { Picture } from '../../components/picture.js';
import { Problem, Told } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { verdictWords } from '../../words.js';

const filters = [
  [undefined, 'All'],
  ['bad', 'Bad'],
  ['good', 'Good'],
] as const;
const limit = 48;

/** Shows the pictures of the test set, newest first, page by page, and takes one out. */
export function Gallery({ station, turn }: { station: string; turn: string }) {
  const [known, setKnown] = useState<KnownPart | undefined>();
  const [cursors, setCursors] = useState<string[]>([]);
  const [removed, setRemoved] = useState(0);
  const cursor = cursors.at(-1);
  const query = { limit, ...(known && { known }), ...(cursor && { cursor }) };
  const named = { path: { station }, query };
  const read = useRead('/v1/stations/{station}/test-set', named, `${turn} ${removed}`);
  const { items = [], next = null } = read.value ?? {};
  return (
    <section aria-label="Pictures of the test set">
      <h2>Pictures</h2>
      <p className="chips" role="group" aria-label="Which pictures">
        {filters.map(([value, words]) => (
          <button
            key={words}
            type="button"
            className="chip"
            aria-pressed={known === value}
            onClick={() => (setKnown(value), setCursors([]))}
          >
            {words}
          </button>
        ))}
      </p>
      <Told {...read} reading="Reading the pictures…">
        {items.length === 0 && <p className="quiet">None yet.</p>}
        <ul className="test-pictures">
          {items.map((item) => (
            <li key={item.id}>
              <Tile item={item} onRemoved={() => setRemoved((count) => count + 1)} />
            </li>
          ))}
        </ul>
      </Told>
      {cursors.length > 0 && (
        <button type="button" className="chip" onClick={() => setCursors(cursors.slice(0, -1))}>
          Newer
        </button>
      )}
      {next !== null && (
        <button type="button" className="chip" onClick={() => setCursors([...cursors, next])}>
          Older
        </button>
      )}
    </section>
  );
}

function Tile({ item, onRemoved }: { item: JudgedPicture; onRemoved: () => void }) {
  const { id, stationId: station, known, kind, judged, fileName } = item;
  const { act, busy, problem } = useAct();
  const part = kind === null ? known : `${known}: ${kind}`;
  const path = { station, picture: id };
  const query = { by: readOperator() };
  const remove = () =>
    act(async () => {
      await api.delete('/v1/stations/{station}/test-set/{picture}', { path, query });
      onRemoved();
    });
  return (
    <figure>
      <Picture address={testPicture(station, id, 320)} alt={`${part}, ${fileName ?? id}`} />
      <figcaption>
        {part}{' '}
        <small className="quiet">
          {judged === null ? 'not judged' : verdictWords[judged.verdict]}
        </small>
        <button
          type="button"
          className="chip"
          disabled={busy}
          title={`Take ${fileName ?? 'this picture'} out of the test set`}
          onClick={() => void remove()}
        >
          Remove
        </button>
        <Problem text={problem} />
      </figcaption>
    </figure>
  );
}
