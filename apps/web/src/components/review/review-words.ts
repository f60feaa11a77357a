import type { Review, ReviewAnswer, ReviewReason } from '#contracts';

export const answerWords: Record<ReviewAnswer, string> = {
  ok: 'OK',
  defect: 'Defect',
  unsure: 'Unsure',
};

/** The reasons why a frame was put up, in words: what an answer to it would settle. */
export const reasonWords: Record<ReviewReason, string> = {
  'between-limits': 'between the limits: neither good nor bad for sure',
  'near-limit': 'close to a limit: an answer says whether it lies right',
  'look-alike': 'looks like a defect that was judged before',
  'unlike-any': 'unlike any part it has learned from',
};

/** Writes what the answer did, in a sentence. */
export function effectOf({ answer, effect, name, detail, undoneAt, undoneBy }: Review): string {
  if (undoneAt !== null) return `Taken back${undoneBy === null ? '' : ` by ${undoneBy}`}.`;
  switch (effect) {
    case 'pending':
      return 'Under way…';
    case 'offered-as-normal':
      return 'Taken as a good part: the next calibration learns from it.';
    case 'quarantined':
      return 'Offered as a good part, but the screen set it aside.';
    case 'remembered-as-defect':
      return `Remembered${name === null ? '' : ` as “${name}”`}: parts that look like it are called out from now on.`;
    case 'failed':
      return `It could not be carried out: ${detail ?? 'no reason was given'}`;
    case 'none':
      return answer === 'unsure' ? 'Noted; it changes nothing.' : (detail ?? 'Noted.');
  }
}
