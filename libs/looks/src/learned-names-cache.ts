import { Inject, Injectable } from '@nestjs/common';
import {
  type DefectNames,
  learnNames,
  type NamingMethod,
  type NamingReport,
  suggestName,
  vectorsOf,
} from '#analysis';
import type { DefectNaming, NameSuggestion } from '#contracts';
import { type DefectExample, DefectNamings, DefectEmbeddings } from '#storage';
import { type LooksOptions, looksOptions } from './looks-options.js';
import { NamedExamples } from './named-examples.js';

/** The number of examples below which a name is not told from the others; `learnNames` wants as many. */
const fewestExamples = 3;
/** Alerts that get their name suggested anew when the names were learned anew. */
const suggestedAnew = 500;

export interface Known {
  readonly madeWith: string;
  readonly names: DefectNames;
}

/** Learns a station's names from what people called its defects, and suggests them. */
@Injectable()
export class LearnedNamesCache {
  constructor(
    private readonly namings: DefectNamings,
    private readonly looks: DefectEmbeddings,
    private readonly examples: NamedExamples,
    @Inject(looksOptions) private readonly options: Pick<LooksOptions, 'clock'>,
  ) {}

  /** Returns what recognises the station's names; null while there is nothing to tell apart. */
  async of(station: string): Promise<Known | null> {
    const stored = await this.namings.find(station);
    if (stored?.classifier == null || stored.madeWith === null) return null;
    return { madeWith: stored.madeWith, names: toNames(stored.classifier) };
  }

  /** Learns from the answers as they are now, in the space of the newest look, and suggests names for the newest alerts that have none. */
  async learn(station: string, options: { method?: NamingMethod; seed?: number } = {}) {
    const madeWith = await this.looks.newestSpace(station);
    // Before the examples: an answer that comes in between is learned the next time.
    const labels = await this.namings.labels(station, madeWith);
    const examples = madeWith === null ? [] : await this.examples.of(station, madeWith);
    const { kept, leftOut } = enough(examples);
    const method = options.method ?? 'logistic';
    const trainedAt = this.options.clock.now();
    const reason = whyNot(kept);
    const naming: DefectNaming = {
      stationId: station,
      leftOut,
      reason,
      method: reason === null ? method : null,
      trainedAt: trainedAt.toISOString(),
      report: null,
    };
    const stored = { madeWith, labels: labels.text, trainedAt };
    if (reason !== null || madeWith === null) {
      await this.namings.put(station, { ...stored, naming, classifier: null });
      return naming;
    }
    const vectors = vectorsOf(kept.map(({ vector }) => vector));
    const called = kept.map(({ name }) => name);
    const { names, report } = learnNames(vectors, called, { method, ...options });
    const told = { ...naming, report: json(report) };
    // The suggestions first: what was learned counts as learned when all of it is done.
    await this.suggestAnew(station, { madeWith, names });
    await this.namings.put(station, { ...stored, naming: told, classifier: fromNames(names) });
    return told;
  }

  private async suggestAnew(station: string, known: Known): Promise<void> {
    const looks = await this.namings.unnamed(station, known.madeWith, suggestedAnew);
    await this.namings.suggest(
      looks.map(({ frameId, vector }) => ({ frameId, suggestion: suggestedBy(known, vector) })),
    );
  }
}

export function suggestedBy({ names }: Known, vector: Float32Array): NameSuggestion {
  return suggestName(names, vector);
}

function enough(examples: readonly DefectExample[]) {
  const counts = new Map<string, number>();
  for (const { name } of examples) counts.set(name, (counts.get(name) ?? 0) + 1);
  const few = [...counts].filter(([, count]) => count < fewestExamples);
  return {
    kept: examples.filter(({ name }) => counts.get(name)! >= fewestExamples),
    leftOut: few.map(([name, count]) => ({ name, examples: count })),
  };
}

function whyNot(kept: readonly DefectExample[]): string | null {
  const names = new Set(kept.map(({ name }) => name));
  if (names.size >= 2) return null;
  const there = names.size === 0 ? 'none has' : `only ${[...names][0]} has`;
  return `Names are told apart once two of them have ${fewestExamples} examples each; ${there}. Name defects in reviews.`;
}

/** The report as the contracts have it: its arrays may be changed there. */
function json(report: NamingReport): NonNullable<DefectNaming['report']> {
  return JSON.parse(JSON.stringify(report)) as NonNullable<DefectNaming['report']>;
}

function fromNames({ classifier, examples, ...rest }: DefectNames): Record<string, unknown> {
  return {
    ...rest,
    classifier: { ...classifier, weights: Array.from(classifier.weights) },
    examples: { ...examples, values: Array.from(examples.values) },
  };
}

interface StoredClassifier extends Omit<DefectNames, 'classifier' | 'examples'> {
  classifier: { classes: number; dimensions: number; weights: number[] };
  examples: { values: number[]; count: number; dimensions: number };
}

function toNames(stored: Record<string, unknown>): DefectNames {
  const { classifier, examples, ...rest } = stored as unknown as StoredClassifier;
  return {
    ...rest,
    classifier: { ...classifier, weights: Float64Array.from(classifier.weights) },
    examples: { ...examples, values: Float32Array.from(examples.values) },
  };
}
