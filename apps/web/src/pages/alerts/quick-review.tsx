import { useState } from 'react';
import type { Alert, RecognisedDefect, ReviewAnswer } from '#contracts';
import { DefectName } from '../../components/review/defect-name.js';
import { useDefectNames } from '../../components/review/defect-names.js';
import { JudgeButtons } from '../../components/review/judge-buttons.js';
import { ReviewList } from '../../components/review/review-panel.js';
import { SuggestedName } from '../../components/review/suggested-name.js';
import { useReviews } from '../../components/review/use-reviews.js';
import { Problem } from '../../components/told.js';
import { useKeys } from '../../components/use-keys.js';

/** Lets a person judge an alert where it stands; who answers has seen it, so that acknowledges it too. */
export function QuickReview(props: {
  alert: Alert;
  look: RecognisedDefect | null;
  onAcknowledge: () => void;
}) {
  const { alert } = props;
  const reviews = useReviews(alert.frameId);
  const [name, setName] = useState('');
  const { standing } = reviews;
  const judge = async (answer: ReviewAnswer, called: string = name) => {
    if (reviews.busy) return;
    const done = await reviews.judge({ answer, name: called, region: null, note: '' });
    if (done && alert.acknowledgedAt === null) props.onAcknowledge();
  };
  useKeys({
    o: () => void judge('ok'),
    d: () => void judge('defect'),
    u: () => void judge('unsure'),
    z: () => standing !== null && void reviews.undo(standing),
  });
  return (
    <div className="quick-review">
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
      {standing === null && (
        <Naming
          station={alert.stationId}
          name={name}
          onName={setName}
          onDefect={() => void judge('defect')}
        />
      )}
      <Problem text={reviews.problem} />
      <ReviewList reviews={reviews} />
    </div>
  );
}

function Naming(props: {
  station: string;
  name: string;
  onName: (name: string) => void;
  onDefect: () => void;
}) {
  const known = useDefectNames(props.station);
  return (
    <DefectName value={props.name} known={known} onChange={props.onName} onEnter={props.onDefect} />
  );
}
