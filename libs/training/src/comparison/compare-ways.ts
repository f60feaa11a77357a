import type { ObjectiveKind } from '../fitting/settings.js';
import { splitByLabel } from '../kinds/split.js';
import type { Tools } from '../kinds/station-images.js';
import type { DescribedWays } from './describe-ways.js';
import { inputOf, judgeWay, type WayFigures, type WayInput } from './judge-way.js';
import type { Combination } from './combinations.js';

export interface ComparisonPlan {
  readonly ways: readonly Combination[];
  /** The labels of the labelled images, in their order. */
  readonly labels: readonly string[];
  readonly objective: ObjectiveKind;
  /** The number of epochs at most. */
  readonly epochs: number;
  /** The seeds; each draws the split, the head's first weights and its batches. */
  readonly seeds: readonly number[];
}

export interface ComparisonWatch {
  readonly signal?: AbortSignal | undefined;
  /** Is called when `done` of `of` ways and seeds are judged, with what is being worked on. */
  readonly onWay?: (done: number, of: number, at: WayAt) => void;
}

export interface WayAt {
  readonly way: Combination;
  readonly seed: number;
  /** Share of the head's training that is behind, 0 to 1; it may end sooner. */
  readonly trained: number;
}

/**
 * Returns the figures of every way, `[ways][seeds]`. All ways of a seed learn and are judged on the same images, so
 * that their differences can be looked at seed by seed. Aborting throws the signal's reason soon.
 */
export async function compareWays(
  described: DescribedWays,
  { ways, labels, objective, epochs, seeds }: ComparisonPlan,
  tools: Tools,
  { signal, onWay }: ComparisonWatch = {},
): Promise<WayFigures[][]> {
  const figures: WayFigures[][] = ways.map(() => []);
  let done = 0;
  for (const seed of seeds) {
    const split = splitByLabel(labels, seed);
    const inputs = new InputOfWay(described, labels);
    for (const [i, way] of ways.entries()) {
      // What judges blocks the thread; signals are served between ways.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      const report = (trained: number) =>
        onWay?.(done, ways.length * seeds.length, { way, seed, trained });
      report(0);
      const following = {
        signal,
        onStep: ({ step, steps }: { step: number; steps: number }) => report(step / steps),
      };
      const training = { objective, epochs, seed };
      figures[i]!.push(await judgeWay(way, inputs.of(way), split, training, tools, following));
      done++;
    }
  }
  return figures;
}

/** The last way's vectors, which the next mostly needs too; those of all at once would not fit into memory. */
class InputOfWay {
  private last: { way: Combination; input: WayInput } | undefined;

  constructor(
    private readonly described: DescribedWays,
    private readonly labels: readonly string[],
  ) {}

  of(way: Combination): WayInput {
    const { last } = this;
    if (last?.way.pooling === way.pooling && last.way.l2Norm === way.l2Norm) return last.input;
    this.last = undefined;
    const input = inputOf(this.described, this.labels, way);
    this.last = { way, input };
    return input;
  }
}
