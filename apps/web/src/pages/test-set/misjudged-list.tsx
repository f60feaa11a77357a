import { useState } from 'react';
import type { Misjudged } from '#contracts';
import { testHeatmap, testPicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { verdictWords } from '../../words.js';

const first = 8;

/** Shows pictures that a model judges otherwise than people, the worst first; a tap takes the heatmap off. */
export function MisjudgedList(props: {
  station: string;
  model: string;
  title: string;
  none: string;
  items: readonly Misjudged[];
}) {
  const { items, title } = props;
  const [all, setAll] = useState(false);
  const [plain, setPlain] = useState(false);
  if (items.length === 0) return <p className="quiet">{props.none}</p>;
  return (
    <section className="misjudged" aria-label={title}>
      <h3>
        {title}{' '}
        <button
          type="button"
          className="chip"
          aria-pressed={!plain}
          onClick={() => setPlain(!plain)}
        >
          Heatmap
        </button>
      </h3>
      <ul className="test-pictures">
        {(all ? items : items.slice(0, first)).map((item) => (
          <li key={item.pictureId}>
            <Tile {...props} item={item} plain={plain} />
          </li>
        ))}
      </ul>
      {items.length > first && (
        <button type="button" className="chip" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${items.length}`}
        </button>
      )}
    </section>
  );
}

function Tile(props: { station: string; model: string; item: Misjudged; plain: boolean }) {
  const { station, model, item, plain } = props;
  const { pictureId, kind, verdict, displayScore } = item;
  const words = `${kind ?? 'part'}: ${verdictWords[verdict]}, ${displayScore.toFixed(2)}`;
  const address = plain
    ? testPicture(station, pictureId, 320)
    : testHeatmap(station, pictureId, model, 320);
  return (
    <figure>
      <Picture key={address} address={address} alt={words} />
      <figcaption>
        {kind ?? ''}{' '}
        <small className="quiet">
          {verdictWords[verdict]} {displayScore.toFixed(2)}
        </small>
      </figcaption>
    </figure>
  );
}
