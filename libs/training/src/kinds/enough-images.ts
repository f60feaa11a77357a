import { TouchstoneError } from '#contracts';
import { fewestOfAKind } from './split.js';

/** The advice of what to do, in sentences: about a kind that is missing, about images that are. */
export interface Advice {
  readonly kinds: string;
  readonly images: string;
}

const ofFolders: Advice = {
  kinds: 'Put the images of each kind into a folder test/<kind>/ of their own.',
  images: 'Add images of them, or take their folders out of test/.',
};

/**
 * Refuses before anything is computed: with fewer images a kind would be missing where it is learned, decided on or
 * judged.
 * @throws TouchstoneError validation-failed naming the kinds, how many images they have and how many are needed.
 */
export function refuseTooFewImages(labels: readonly string[], advice: Advice = ofFolders): void {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2)
    throw new TouchstoneError(
      'validation-failed',
      `Kinds of defects are told apart from two on; there ${counts.size === 0 ? 'is none' : `is one, ${listed([...counts])}`}. ${advice.kinds}`,
    );
  const short = [...counts].filter(([, count]) => count < fewestOfAKind);
  if (short.length === 0) return;
  throw new TouchstoneError(
    'validation-failed',
    `Each kind of defect needs ${fewestOfAKind} images at least, so that there are some to learn from, to decide on and ` +
      `to judge; too few: ${listed(short)}. ${advice.images}`,
  );
}

function listed(counts: readonly (readonly [string, number])[]): string {
  return counts
    .map(([kind, count]) => `"${kind}" with ${count} image${count === 1 ? '' : 's'}`)
    .join(', ');
}
