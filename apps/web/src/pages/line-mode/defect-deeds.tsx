import { useState } from 'react';
import type { Review } from '#contracts';
import { api } from '../../api/client.js';
import { readOperator } from '../../components/operator.js';
import { takeBack } from '../../components/review/use-reviews.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import type { LatchedDefect } from './latch.js';

interface Answered {
  defect: LatchedDefect;
  review: Review;
}

/** The buttons under a latched defect, for gloves: it was seen, it is none, or another one first. */
export function DefectDeeds(props: {
  /** The defect at hand; null where none waits, and only an answer may be taken back. */
  defect: LatchedDefect | null;
  place: number;
  of: number;
  onSeen: (frameId: string) => void;
  onNext: () => void;
  onPutBack: (defect: LatchedDefect) => void;
}) {
  const { defect, place, of } = props;
  const { act, busy, problem } = useAct();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const isNone = (one: LatchedDefect) =>
    act(async () => {
      setAnswered({ defect: one, review: await answerOk(one.frameId) });
      props.onSeen(one.frameId);
    });
  const undo = ({ defect: one, review }: Answered) =>
    act(async () => {
      await takeBack(review.id);
      props.onPutBack(one);
      setAnswered(null);
    });
  return (
    <div className="screen-deeds">
      {defect !== null && (
        <>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => props.onSeen(defect.frameId)}
          >
            Seen
          </button>
          <button
            type="button"
            className="button quiet-button"
            disabled={busy}
            onClick={() => void isNone(defect)}
          >
            Not a defect
          </button>
          <button
            type="button"
            className="button quiet-button"
            disabled={of < 2}
            onClick={props.onNext}
          >
            Next {place} of {of}
          </button>
        </>
      )}
      <Problem text={problem} />
      {answered !== null && (
        <p className="screen-undo" role="status">
          {answered.defect.partId ?? 'The part'}: not a defect.
          <button
            type="button"
            className="button quiet-button"
            disabled={busy}
            onClick={() => void undo(answered)}
          >
            Take it back
          </button>
        </p>
      )}
    </div>
  );
}

/** Who answers has seen it: the alert is acknowledged too, where the frame has raised one. */
async function answerOk(frame: string): Promise<Review> {
  const by = readOperator();
  const body = { answer: 'ok' as const, note: '', by };
  const review = await api.post('/v1/frames/{frame}/review', { path: { frame }, body });
  const reason = 'answered at the line: not a defect';
  await api.post('/v1/alerts/acknowledge', { body: { alerts: [frame], reason, by } });
  return review;
}
