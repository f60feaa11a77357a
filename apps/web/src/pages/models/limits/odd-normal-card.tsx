import { useState } from 'react';
import type { NormalWord, OddNormalFound, RegionOfInterest } from '#contracts';
import { normalPicture } from '../../../api/addresses.js';
import { api } from '../../../api/client.js';
import { readOperator } from '../../../components/operator.js';
import { patchBox } from '../../../components/patch-box.js';
import { Picture } from '../../../components/picture.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { percent, score } from '../../../words.js';

const words: Record<NormalWord, string> = {
  typical: 'Typical',
  rare: 'Rare but good',
  'not-good': 'Not good',
};
const meanings: Record<NormalWord, string> = {
  typical: 'a part like the others: nothing changes, and nobody is asked again',
  rare: 'stays in the bank; its part is left out of the limits of the next calibration',
  'not-good': 'kept out of every calibration; the quarantine can take it back',
};

/** Shows one normal that the limits hang on, and takes a person's word on it. */
export function OddNormalCard(props: {
  station: string;
  odd: OddNormalFound;
  /** The region that the grid covers. */
  region: RegionOfInterest | null;
  inspections: number;
  onDone: () => void;
}) {
  const { station, odd, region, inspections, onDone } = props;
  const { frameId, partId, place, without, changes, normal } = odd;
  const changed = changes.without.share;
  return (
    <li className="odd-normal">
      <div className="odd-picture">
        <Picture
          address={normalPicture(station, frameId, 240)}
          alt={`Normal ${partId ?? frameId}, oddest at the mark`}
        />
        <span className="odd-mark" style={boxOf(place, region)} />
      </div>
      <div>
        <p>
          <strong>{partId ?? `Normal ${frameId.slice(0, 8)}`}</strong>: score {score(odd.score)},{' '}
          {odd.spreads.toFixed(1)} spreads over the middle; at the mark {score(place.patchScore)},
          where others have at most {score(place.highest)}.
        </p>
        <p>
          Without it: review {score(without.warn)}, reject {score(without.reject)}
          {changed !== null &&
            `; ${percent(changed)} of the last ${inspections.toLocaleString('en')} verdicts would change`}
          .
        </p>
        {normal === null ? (
          <p className="quiet">It was deleted since.</p>
        ) : (
          <Decision station={station} odd={odd} onDone={onDone} />
        )}
      </div>
    </li>
  );
}

/** Once somebody decided, it is said and no longer asked, until somebody wants another word. */
function Decision(props: { station: string; odd: OddNormalFound; onDone: () => void }) {
  const { station, odd, onDone } = props;
  const decided = odd.normal?.decided ?? null;
  const [again, setAgain] = useState(false);
  const [why, setWhy] = useState('');
  const { act, busy, problem } = useAct();
  const decide = async (decision: NormalWord) => {
    const asked = {
      path: { station, normal: odd.frameId },
      body: { decision, why: why.trim(), by: readOperator() },
    };
    const route = '/v1/stations/{station}/normals/{normal}/decision';
    if (!(await act(() => api.post(route, asked)))) return;
    setAgain(false);
    setWhy('');
    onDone();
  };
  if (decided !== null && !again)
    return (
      <p>
        <span className="badge">
          {decided.decision === 'use' ? 'Used after all' : words[decided.decision]}
        </span>{' '}
        says {decided.by}: “{decided.why}”{' '}
        <button type="button" className="chip" onClick={() => setAgain(true)}>
          Decide again
        </button>
      </p>
    );
  return (
    <div className="odd-decision">
      <label>
        Why <input value={why} maxLength={2000} onChange={({ target }) => setWhy(target.value)} />
      </label>
      {(Object.keys(words) as NormalWord[]).map((word) => (
        <button
          key={word}
          type="button"
          className="chip"
          title={meanings[word]}
          disabled={busy || why.trim() === ''}
          onClick={() => void decide(word)}
        >
          {words[word]}
        </button>
      ))}
      <small className="quiet">
        Give a reason, then say what it is. It counts from the next calibration on.
      </small>
      <Problem text={problem} />
    </div>
  );
}

function boxOf(place: OddNormalFound['place'], region: RegionOfInterest | null) {
  const { left, top, width, height } = patchBox(place, place, region);
  return { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
}
