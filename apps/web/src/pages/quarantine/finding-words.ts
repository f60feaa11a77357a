import type { SetAsideReason } from '#contracts';

/** The reasons why a normal was set aside, in words for a person. */
export const findingWords: Record<SetAsideReason, string> = {
  unreadable: 'cannot be read',
  blurred: 'out of focus',
  'badly-exposed': 'badly exposed',
  shifted: 'moved',
  frozen: 'the same picture again',
  duplicate: 'a duplicate',
  extreme: 'unlike the others',
  'near-defect': 'next to a known defect',
  'hides-defect': 'would hide a known defect',
};
