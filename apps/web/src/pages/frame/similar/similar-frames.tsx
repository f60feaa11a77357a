import { type Address, addressOf } from '#client';
import type { RegionOfInterest, SimilarFrames as Found } from '#contracts';
import { useState } from 'react';
import { useRead } from '../../../api/use-read.js';
import { KeyedLink } from '../../../components/keyed-link.js';
import { plural } from '../../../words.js';
import { FoundFrame } from './found-frame.js';
import { SimilarFilters } from './similar-filters.js';
import {
  listNamed,
  periods,
  similarNamed,
  similarPath,
  type SimilarFilter,
} from './similar-query.js';

interface Props {
  frameId: string;
  station: string;
  /** The rectangle that is marked on the picture; null without one. */
  region: RegionOfInterest | null;
  drawing: boolean;
  onDrawing: (drawing: boolean) => void;
}

/**
 * Shows frames that look like this one, or like the marked part of it: opened by a button, since it may take seconds.
 */
export function SimilarFrames(props: Props) {
  const [askedAt, ask] = useState<number | null>(null);
  if (askedAt === null)
    return (
      <section className="similar">
        <button type="button" onClick={() => ask(Date.now())}>
          Find similar frames
        </button>
      </section>
    );
  return <Asked {...props} askedAt={askedAt} onAskAgain={() => ask(Date.now())} />;
}

function Asked(props: Props & { askedAt: number; onAskAgain: () => void }) {
  const { frameId, station, region, askedAt, onAskAgain } = props;
  const [filter, setFilter] = useState<SimilarFilter>({
    station,
    verdict: null,
    label: '',
    within: '',
    period: 'all',
  });
  const [byPart, setByPart] = useState(true);
  const searched = byPart ? region : null;
  const named = similarNamed(frameId, filter, searched, askedAt);
  const { value, problem } = useRead(similarPath, named);
  return (
    <section className="similar">
      <h2>Similar frames</h2>
      <SimilarFilters
        station={station}
        filter={filter}
        region={region}
        byPart={byPart}
        drawing={props.drawing}
        onFilter={(changes) => {
          setFilter({ ...filter, ...changes });
          onAskAgain();
        }}
        onByPart={setByPart}
        onDrawing={(drawing) => {
          props.onDrawing(drawing);
          if (drawing) showPicture();
        }}
      />
      {problem !== null && <p className="problem">{problem}</p>}
      {problem === null && value === null && <p className="quiet">Comparing…</p>}
      {value !== null && (
        <List
          found={value}
          filter={filter}
          byPart={searched !== null}
          list={addressOf(similarPath, listNamed(named))}
        />
      )}
    </section>
  );
}

/** The picture to draw on lies above what was found. */
function showPicture(): void {
  document.querySelector('.region-drawer')?.scrollIntoView({ block: 'center' });
}

function List(props: { found: Found; filter: SimilarFilter; byPart: boolean; list: Address }) {
  const { found, filter, byPart, list } = props;
  if (found.items.length === 0)
    return (
      <p role="status" className="quiet">
        No other kept frame is left by these choices; {plural(found.searched, 'frame')} were
        compared.
      </p>
    );
  return (
    <>
      <p role="status">
        The {plural(found.items.length, 'frame')} most like{' '}
        {byPart ? 'the marked part' : 'this frame'}, {periods[filter.period].word}, among{' '}
        {plural(found.searched, 'kept frame')}
        {found.exact ? '' : ' (chosen by the index)'}.{' '}
        <KeyedLink address={list}>Download list (CSV)</KeyedLink>
      </p>
      <ol className="similar-found">
        {found.items.map((item) => (
          <FoundFrame key={item.frameId} item={item} />
        ))}
      </ol>
    </>
  );
}
