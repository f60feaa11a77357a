import { useState } from 'react';
import type { ReviewCase, ReviewList, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { Told } from '../../components/told.js';
import { useCurrent } from '../../components/use-current.js';
import { useKeys } from '../../components/use-keys.js';
import { plural, timeOfDay } from '../../words.js';
import { CaseView } from './case-view.js';
import { DefectMemory } from './defect-memory.js';
import { Figures } from './figures.js';
import { LastAnswers } from './last-answers.js';

/** Shows the frames whose answer could change something, one after the other. */
export function ReviewTab({ station: { id } }: { station: Station }) {
  const news = useNews(`review:${id}`);
  const [own, setOwn] = useState(0);
  const named = { path: { station: id } };
  const turn = `${news} ${own}`;
  const { value: queue, problem } = useRead('/v1/stations/{station}/review-queue', named, turn);
  const [passed, setPassed] = useState<readonly string[]>([]);
  const open = queue?.items.filter(({ frameId }) => !passed.includes(frameId)) ?? [];
  const { current: held } = useCurrent(open.map(({ frameId }) => frameId));
  const current = open.find(({ frameId }) => frameId === held);
  const pass = (frameId: string) => setPassed((all) => [...all, frameId]);
  useKeys({ arrowright: () => current !== undefined && pass(current.frameId) });
  return (
    <Told value={queue} problem={problem} reading="Reading what is up for review…">
      {queue !== null && <Progress queue={queue} left={open.length} />}
      {current !== undefined ? (
        <CaseView
          key={current.frameId}
          shown={current}
          blind={queue?.blind ?? false}
          next={open.find(({ frameId }) => frameId !== current.frameId) ?? null}
          onPass={() => pass(current.frameId)}
          onJudged={() => {
            pass(current.frameId);
            setOwn((turn) => turn + 1);
          }}
        />
      ) : (
        <NothingUp queue={queue} passed={passed} onBack={() => setPassed([])} />
      )}
      <div className="review-after">
        <LastAnswers station={id} />
        <Figures station={id} turn={`${news} ${own}`} />
      </div>
      <DefectMemory station={id} />
    </Told>
  );
}

function Progress({ queue, left }: { queue: ReviewList; left: number }) {
  const { answeredThisShift: done, mostPerShift: most, shiftEndsAt } = queue;
  return (
    <div className="review-progress">
      <p>
        <strong>
          {done} of {most}
        </strong>{' '}
        this shift, which ends at {timeOfDay(shiftEndsAt)}
        {left > 0 && <> · {plural(left, 'frame')} up now</>}
      </p>
      <progress value={Math.min(done, most)} max={Math.max(1, most)} aria-label="answered" />
    </div>
  );
}

function NothingUp(props: {
  queue: ReviewList | null;
  passed: readonly string[];
  onBack: () => void;
}) {
  const { queue, passed } = props;
  const skipped = queue?.items.some(({ frameId }: ReviewCase) => passed.includes(frameId)) ?? false;
  const full = queue !== null && queue.answeredThisShift >= queue.mostPerShift;
  return (
    <section className="empty">
      <p className="lead">
        {full
          ? 'That was the last one of this shift. Thank you.'
          : 'Nothing is up for review: no answer would change anything now.'}
      </p>
      {skipped && (
        <button type="button" className="button quiet-button" onClick={props.onBack}>
          Show what was left for later
        </button>
      )}
    </section>
  );
}
