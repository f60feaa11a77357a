import type { RecognisedDefect, Inspection, RegionOfInterest, ReviewAnswer } from '#contracts';
import { useState } from 'react';
import { Problem } from '../told.js';
import { useKeys } from '../use-keys.js';
import { AddToTestSet } from '../test-set/add-to-test-set.js';
import { DefectName } from './defect-name.js';
import { useDefectNames } from './defect-names.js';
import { JudgeButtons } from './judge-buttons.js';
import { ReviewLine } from './review-line.js';
import { SuggestedName } from './suggested-name.js';
import type { Reviews } from './use-reviews.js';

/** Shows a frame's verdict by a person: one tap, and what the answer did, as it happens. */
export function ReviewPanel(props: {
  inspection: Inspection;
  look?: RecognisedDefect | null | undefined;
  reviews: Reviews;
  region: RegionOfInterest | null;
  drawing: boolean;
  onDrawing: (drawing: boolean) => void;
  onRegion: (region: RegionOfInterest | null) => void;
  onJudged?: () => void;
}) {
  const { reviews, region, drawing } = props;
  const known = useDefectNames(props.inspection.stationId);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const { standing } = reviews;
  const judge = async (answer: ReviewAnswer, called: string = name) => {
    if (reviews.busy) return;
    if (!(await reviews.judge({ answer, name: called, region, note }))) return;
    props.onRegion(null);
    props.onJudged?.();
  };
  const undo = () => standing !== null && void reviews.undo(standing);
  useKeys({
    o: () => void judge('ok'),
    d: () => void judge('defect'),
    u: () => void judge('unsure'),
    z: undo,
    m: () => props.onDrawing(!drawing),
  });
  return (
    <section className="review-panel" aria-label="Review">
      <h2>Is it one?</h2>
      <JudgeButtons
        standing={standing?.answer ?? null}
        busy={reviews.busy}
        onJudge={(answer) => void judge(answer)}
      />
      {standing === null && (
        <SuggestedName
          look={props.look}
          busy={reviews.busy}
          onTake={(called) => void judge('defect', called)}
        />
      )}
      <DefectName
        value={name}
        known={known}
        onChange={setName}
        onEnter={() => void judge('defect')}
      />
      <div className="review-extras">
        <button
          type="button"
          className="chip"
          aria-pressed={drawing}
          onClick={() => props.onDrawing(!drawing)}
        >
          {region === null ? 'Mark the place' : 'Mark it anew'} <kbd>M</kbd>
        </button>
        {region !== null && (
          <button type="button" className="chip" onClick={() => props.onRegion(null)}>
            No mark
          </button>
        )}
        <input
          aria-label="Note"
          placeholder="Note"
          value={note}
          maxLength={2000}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      {drawing && region === null && <p className="quiet">Draw a box on the picture.</p>}
      <Problem text={reviews.problem ?? reviews.unread} />
      <AddToTestSet inspection={props.inspection} standing={standing} />
      <ReviewList reviews={reviews} />
    </section>
  );
}

/** Shows every answer that the frame was given, newest first. */
export function ReviewList({ reviews }: { reviews: Reviews }) {
  if (reviews.all === null || reviews.all.length === 0) return null;
  return (
    <ol className="review-list" aria-label="Answers" aria-live="polite">
      {reviews.all.map((review) => (
        <ReviewLine
          key={review.id}
          review={review}
          busy={reviews.busy}
          onUndo={() => void reviews.undo(review)}
        />
      ))}
    </ol>
  );
}
