import type { Asked } from '#client';
import type { Review, ReviewAnswer, RegionOfInterest } from '#contracts';
import { useCallback, useState } from 'react';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { readOperator } from '../operator.js';
import { useAct } from '../use-act.js';

export interface Judgement {
  answer: ReviewAnswer;
  name: string;
  region: RegionOfInterest | null;
  note: string;
}

export interface Reviews {
  /** The frame's reviews, newest first, undone ones too; null until they were read. */
  all: Review[] | null;
  /** The answer that stands; null without one. */
  standing: Review | null;
  judge: (judgement: Judgement) => Promise<boolean>;
  undo: (review: Review) => Promise<boolean>;
  busy: boolean;
  /** The reason why the last deed failed; null when it did not. */
  problem: string | null;
  /** The reason why the reviews cannot be read; null when they can. */
  unread: string | null;
}

/** Returns a frame's reviews; those of no frame for null. What becomes of an answer comes in by itself. */
export function useReviews(frameId: string | null): Reviews {
  const news = useNews(`review:${frameId}`);
  const [own, setOwn] = useState(0);
  const { act, busy, problem } = useAct();
  const named = frameId === null ? null : { path: { frame: frameId } };
  const read = useRead('/v1/frames/{frame}/reviews', named, `${news} ${own}`);
  const all = read.value?.items ?? null;
  const standing = all?.find(({ undoneAt }) => undoneAt === null) ?? null;
  const again = () => setOwn((turn) => turn + 1);
  const judge = useCallback(
    (judgement: Judgement) =>
      act(async () => {
        if (frameId === null) return;
        const asked = { path: { frame: frameId }, body: bodyOf(judgement) };
        await api.post('/v1/frames/{frame}/review', asked);
        again();
      }),
    [act, frameId],
  );
  const undo = useCallback(
    (review: Review) =>
      act(async () => {
        await takeBack(review.id);
        again();
      }),
    [act],
  );
  return { all, standing, judge, undo, busy, problem, unread: read.problem };
}

/** Only a defect has a name and a place. */
function bodyOf(judgement: Judgement): Asked<'/v1/frames/{frame}/review', 'post'>['body'] {
  const { answer, name, region, note } = judgement;
  const defect = answer === 'defect';
  return {
    answer,
    note: note.trim(),
    by: readOperator(),
    name: defect && name.trim() !== '' ? name.trim() : undefined,
    region: (defect && region) || undefined,
  };
}

/** Takes an answer back, in the name of who is at the page. */
export async function takeBack(review: string): Promise<void> {
  await api.delete('/v1/reviews/{review}', { path: { review }, query: { by: readOperator() } });
}
