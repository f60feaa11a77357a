import {
  type DefectNames,
  fitHeld,
  heldOutDecisions,
  type NamedExamples,
  namedExamples,
  type NamingOptions,
  refuseTooFew,
  temperatureOf,
} from './defect-names.js';
import { softmax } from './logistic-regression.js';
import type { Vectors } from '../vectors.js';

/** The figures of how well names are told apart, on examples that the classifier had not seen. */
export interface NamingReport {
  readonly names: readonly string[];
  readonly examples: number;
  readonly accuracy: number;
  /** The mean of each name's recall: rare names count as much as common ones. */
  readonly balancedAccuracy: number;
  /** The counts `[true name][suggested name]`. */
  readonly confusion: readonly (readonly number[])[];
  readonly perName: readonly {
    readonly name: string;
    readonly examples: number;
    readonly precision: number | null;
    readonly recall: number;
  }[];
  /** Mean gap between stated probability and share of right ones, over ten bins (expected calibration error). */
  readonly calibrationError: number;
}

/**
 * Learns names, and tells how well they are told apart: `fitNames` and `namingReport` from one cross-validation.
 * @throws TouchstoneError validation-failed naming what has too few examples.
 */
export function learnNames(
  vectors: Vectors,
  labels: readonly string[],
  options: NamingOptions = {},
): { names: DefectNames; report: NamingReport } {
  const named = namedExamples(vectors, labels);
  refuseTooFew(labels, named.names);
  const held = heldOutDecisions(named, options);
  return { names: fitHeld(named, held, options), report: reportOf(named, held) };
}

/** Cross-validates the names: every example is judged by a classifier that was learned without its fold. */
export function namingReport(
  vectors: Vectors,
  labels: readonly string[],
  options: NamingOptions = {},
): NamingReport {
  const named = namedExamples(vectors, labels);
  return reportOf(named, heldOutDecisions(named, options));
}

function reportOf({ names, classes }: NamedExamples, held: readonly Float64Array[]): NamingReport {
  const temperature = temperatureOf(held, classes);
  const shares = held.map((d) => softmax(d.map((v) => v / temperature)));
  const chosen = shares.map((s) => s.indexOf(Math.max(...s)));
  return { ...countsOf(names, classes, chosen), calibrationError: gapOf(shares, chosen, classes) };
}

/** Returns the accuracy and confusion of chosen classes against the true ones. */
export function countsOf(
  names: readonly string[],
  classes: readonly number[],
  chosen: readonly number[],
): Omit<NamingReport, 'calibrationError'> {
  const confusion = names.map(() => names.map(() => 0));
  classes.forEach((one, i) => confusion[one]![chosen[i]!]!++);
  const perName = names.map((name, k) => {
    const examples = confusion[k]!.reduce((sum, n) => sum + n, 0);
    const suggested = confusion.reduce((sum, row) => sum + row[k]!, 0);
    const right = confusion[k]![k]!;
    return {
      name,
      examples,
      precision: suggested === 0 ? null : right / suggested,
      recall: examples === 0 ? 0 : right / examples,
    };
  });
  const present = perName.filter(({ examples }) => examples > 0);
  return {
    names,
    examples: classes.length,
    accuracy: classes.filter((one, i) => one === chosen[i]).length / classes.length,
    balancedAccuracy: present.reduce((sum, { recall }) => sum + recall, 0) / present.length,
    confusion,
    perName,
  };
}

/** Expected calibration error (Naeini et al., AAAI 2015) over ten bins of equal width. */
function gapOf(
  shares: readonly Float64Array[],
  chosen: readonly number[],
  classes: readonly number[],
): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, right: 0 }));
  shares.forEach((s, i) => {
    const stated = s[chosen[i]!]!;
    const bin = bins[Math.min(9, Math.floor(stated * 10))]!;
    bin.stated += stated;
    bin.right += chosen[i] === classes[i] ? 1 : 0;
  });
  return bins.reduce((sum, { stated, right }) => sum + Math.abs(stated - right), 0) / shares.length;
}
