import type { RegionOfInterest, SimilarFrame } from '#contracts';
import { framePicture } from '../../../api/addresses.js';
import { Picture } from '../../../components/picture.js';
import { VerdictShape } from '../../../components/verdict-mark.js';
import { hashOf } from '../../../routing.js';
import { verdictWords, when } from '../../../words.js';

/** Shows one frame that was found: its picture, where on it the like lies, what it is. */
export function FoundFrame({ item }: { item: SimilarFrame }) {
  const { frameId, verdict, partId, label, distance, matched, inspectedAt } = item;
  const name = partId ?? `frame ${frameId.slice(0, 8)}`;
  return (
    <li>
      <a className={verdict} href={hashOf({ page: 'frame', frame: frameId })}>
        <span className="found-picture">
          <Picture address={framePicture(frameId, 240)} alt={`${name}, ${verdictWords[verdict]}`} />
          {matched !== null && <span className="matched" style={placeOf(matched)} />}
        </span>
        <strong>{name}</strong>
        <span className="found-verdict">
          <VerdictShape verdict={verdict} /> {verdictWords[verdict]}
          {label === null ? '' : `: ${label}`}
        </span>
        <small>
          {when(inspectedAt)} · distance {distance.toFixed(4)}
        </small>
      </a>
    </li>
  );
}

function placeOf({ x, y, width, height }: RegionOfInterest): React.CSSProperties {
  const share = (value: number) => `${100 * value}%`;
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}
