import type { ReviewAnswer } from '#contracts';
import { useMay } from '../../api/session.js';
import { VerdictShape } from '../verdict-mark.js';

const answers = [
  ['ok', 'OK', 'O', 'ok'],
  ['defect', 'Defect', 'D', 'defect'],
  ['unsure', 'Unsure', 'U', 'review'],
] as const satisfies readonly (readonly [ReviewAnswer, string, string, string])[];

/** Offers the answers, one tap each; the answer that stands is pressed. */
export function JudgeButtons(props: {
  standing: ReviewAnswer | null;
  busy: boolean;
  onJudge: (answer: ReviewAnswer) => void;
}) {
  if (!useMay('operator')) return <p className="quiet">Only an operator answers.</p>;
  return (
    <div className="judge-buttons" role="group" aria-label="Your verdict">
      {answers.map(([answer, word, key, verdict]) => (
        <button
          key={answer}
          type="button"
          className={`judge ${verdict}`}
          aria-pressed={props.standing === answer}
          disabled={props.busy}
          onClick={() => props.onJudge(answer)}
        >
          <VerdictShape verdict={verdict} />
          {word} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}
