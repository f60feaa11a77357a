import { useState } from 'react';
import type { Page, Review } from '#contracts';
import { remove } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { ReviewLine } from '../../components/review/review-line.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';

/** Shows the last answers at the station: what each did, and the way to take it back. */
export function LastAnswers({ station }: { station: string }) {
  const news = useNews(`review:${station}`);
  const [own, setOwn] = useState(0);
  const { act, busy, problem } = useAct();
  const path = `/v1/stations/${station}/reviews?limit=8`;
  const { value } = useRead<Page<Review>>(path, `${news} ${own}`);
  const undo = (review: Review) =>
    act(async () => {
      await remove(`/v1/reviews/${review.id}`, readOperator());
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
