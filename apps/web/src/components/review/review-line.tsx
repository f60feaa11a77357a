import type { Review, Verdict } from '#contracts';
import { hashOf, hashOfTab } from '../../routing.js';
import { when } from '../../words.js';
import { VerdictShape } from '../verdict-mark.js';
import { answerWords, effectOf } from './review-words.js';

const shapeOf = { ok: 'ok', defect: 'defect', unsure: 'review' } as const satisfies Record<
  Review['answer'],
  Verdict
>;

/** Shows one answer: who, when, what it did, and the way to take it back. */
export function ReviewLine(props: {
  review: Review;
  busy?: boolean;
  onUndo?: (() => void) | undefined;
  linked?: boolean;
}) {
  const { review, onUndo } = props;
  const undone = review.undoneAt !== null;
  return (
    <li className={`review-line ${undone ? 'undone' : ''} ${review.effect}`}>
      <VerdictShape verdict={shapeOf[review.answer]} />
      <span>
        <strong>{answerWords[review.answer]}</strong>
        {review.name !== null && <> · {review.name}</>}
        <small>
          {' '}
          {review.by}, {when(review.at)}
        </small>
        <span className="review-effect">
          {effectOf(review)}{' '}
          {review.effect === 'quarantined' && !undone && (
            <a href={hashOfTab(review.stationId, 'quarantine')}>Decide</a>
          )}
        </span>
        {review.note !== '' && <q>{review.note}</q>}
      </span>
      {props.linked === true && (
        <a href={hashOf({ page: 'frame', frame: review.frameId })}>the frame</a>
      )}
      {!undone && onUndo !== undefined && (
        <button type="button" className="chip" disabled={props.busy} onClick={onUndo}>
          Undo
        </button>
      )}
    </li>
  );
}
