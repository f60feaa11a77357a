import { useState } from 'react';
import type { Review } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { ReviewLine } from '../../components/review/review-line.js';
import { takeBack } from '../../components/review/use-reviews.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';

/** Shows the last answers at the station: what each did, and the way to take it back. */
export function LastAnswers({ station }: { station: string }) {
  const news = useNews(`review:${station}`);
  const [own, setOwn] = useState(0);
  const { act, busy, problem } = useAct();
  const named = { path: { station }, query: { limit: 8 } };
  const { value } = useRead('/v1/stations/{station}/reviews', named, `${news} ${own}`);
  const undo = (review: Review) =>
    act(async () => {
      await takeBack(review.id);
      setOwn((turn) => turn + 1);
    });
  return (
    <section>
      <h2>Last answers</h2>
      <Problem text={problem} />
      {value?.items.length === 0 && <p className="quiet">None yet.</p>}
      <ol className="review-list" aria-label="Last answers" aria-live="polite">
        {value?.items.map((review) => (
          <ReviewLine
            key={review.id}
            review={review}
            busy={busy}
            linked
            onUndo={() => void undo(review)}
          />
        ))}
      </ol>
    </section>
  );
}
