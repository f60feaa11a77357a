import {
  countsOf,
  fitNames,
  type NamingMethod,
  namingReport,
  type NamingReport,
  pick,
  suggestName,
  type Vectors,
  vectorAt,
} from '#analysis';
import { seededRandom, shuffledPlaces } from '#numbers';
import { TouchstoneError } from '#contracts';

/** The way in which names are learned and judged. */
export interface Judging {
  readonly method: NamingMethod;
  /** The number of examples drawn of each name; absent: five folds of all. */
  readonly perName?: number;
  readonly repeats: number;
  readonly seed: number;
}

/** One drawing of examples: what was suggested for all the others, abstentions counted as no answer. */
export interface Draw extends Omit<NamingReport, 'calibrationError'> {
  /** Share of the others that got a name at all, and how many of these were right. */
  readonly answered: number;
  readonly rightOfAnswered: number | null;
}

export type Figures = { report: NamingReport } | { perName: number; draws: Draw[] };

/** Returns how well the names are told apart. @throws TouchstoneError validation-failed with too few examples. */
export function figuresOf(vectors: Vectors, labels: readonly string[], options: Judging): Figures {
  const { perName, method, seed, repeats } = options;
  if (perName === undefined) return { report: namingReport(vectors, labels, { method, seed }) };
  const random = seededRandom(seed);
  const draws = Array.from({ length: repeats }, () => {
    const drawn = drawExamples(labels, perName, random);
    return judged(vectors, labels, drawn, { method, seed });
  });
  return { perName, draws };
}

/** @throws TouchstoneError validation-failed when a kind would have no example left to judge. */
function drawExamples(labels: readonly string[], count: number, random: () => number): number[] {
  return [...new Set(labels)].sort().flatMap((name) => {
    const own = labels.flatMap((label, i) => (label === name ? [i] : []));
    if (own.length <= count)
      throw new TouchstoneError(
        'validation-failed',
        `${name} has ${own.length} images: with --per-name ${count} none would be left to judge. ` +
          `Choose fewer than ${own.length}, or leave --per-name out for cross-validation.`,
      );
    return shuffledPlaces(own.length, random)
      .slice(0, count)
      .map((place) => own[place]!);
  });
}

function judged(
  vectors: Vectors,
  labels: readonly string[],
  drawn: readonly number[],
  options: { method: NamingMethod; seed: number },
): Draw {
  const known = fitNames(
    pick(vectors, drawn),
    drawn.map((i) => labels[i]!),
    options,
  );
  const others = labels.map((_, i) => i).filter((i) => !drawn.includes(i));
  const suggestions = others.map((i) => suggestName(known, vectorAt(vectors, i)));
  const named = suggestions.map(({ name }) => name);
  const right = named.filter((name, k) => name === labels[others[k]!]).length;
  const answered = named.filter((name) => name !== null).length;
  // For accuracies every defect gets its likeliest name; what abstaining changes is told beside them.
  const chosen = suggestions.map(({ likeliest }) => known.names.indexOf(likeliest));
  const classes = others.map((i) => known.names.indexOf(labels[i]!));
  return {
    ...countsOf(known.names, classes, chosen),
    answered: answered / others.length,
    rightOfAnswered: answered === 0 ? null : right / answered,
  };
}
