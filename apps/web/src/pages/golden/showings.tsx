import type { Challenge, GoldenPart } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { score, timeOfDay } from '../../words.js';

/** Shows the golden parts that were shown in a challenge and what came out; then what is still to be shown. */
export function Showings(props: { challenge: Challenge; parts: readonly GoldenPart[] }) {
  const { showings, missing } = props.challenge;
  const titleOf = (id: string) => props.parts.find((part) => part.id === id)?.title || id;
  return (
    <ul className="showings" aria-live="polite">
      {showings.map(({ goldenPartId, frameId, verdict, imageScore, passed, why, at }) => (
        <li key={frameId} className={passed ? 'passed' : 'missed'}>
          <a href={hashOf({ page: 'frame', frame: frameId })}>
            <Picture address={framePicture(frameId, 160)} alt={titleOf(goldenPartId)} />
          </a>
          <span>
            <strong>{titleOf(goldenPartId)}</strong> <VerdictMark verdict={verdict} />{' '}
            {score(imageScore)}
            <small>
              {passed ? '✓ as it must be' : `✗ ${why ?? 'not as it must be'}`} · {timeOfDay(at)}
            </small>
          </span>
        </li>
      ))}
      {missing.map((id) => (
        <li key={id} className="missing">
          <span className="picture" />
          <span>
            <strong>{titleOf(id)}</strong>
            <small>not shown yet</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
