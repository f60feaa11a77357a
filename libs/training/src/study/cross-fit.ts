import { initialHead, type Head } from '../heads/head.js';
import { type EpochFigures } from '../fitting/fitting-checkpoint.js';
import { searchFigures, type SearchFigures } from '../kinds/figures.js';
import { embeddedBy, fitProjection, type Following, type KindsTask } from '../kinds/fit-kinds.js';
import type { Tools } from '../kinds/station-images.js';
import { foldsByLabel } from './folds.js';

/** The figures of a training on images that its projections never saw. */
export interface CrossFitted {
  readonly untrained: SearchFigures;
  readonly trained: SearchFigures;
  /** The loss of the first epoch, and of the last, as means over the folds. */
  readonly firstLoss: number;
  readonly lastLoss: number;
  /** The epoch kept, fold by fold; 0 where none was better than the untrained projection. */
  readonly keptEpochs: readonly number[];
}

export type CrossFitTask = Omit<KindsTask, 'split'>;

/** The hooks of a study; `onFold` says how many folds are fitted and judged. */
export type CrossFitWatch = Pick<Following, 'signal' | 'onEpoch'> & {
  readonly onFold?: (done: number) => void;
};

interface Fold {
  readonly untrained: SearchFigures;
  readonly trained: SearchFigures;
  readonly history: readonly EpochFigures[];
  readonly bestEpoch: number;
  readonly judged: number;
}

/**
 * Judges every labelled image once as a query, embedded by a projection that was fitted without it, among all other
 * labelled images: as a new defect looks for its like among the stored ones. All images count, so that the figure hangs
 * less on a draw than that of one split.
 */
export async function crossFit(
  task: CrossFitTask,
  folds: number,
  tools: Tools,
  { onFold, ...following }: CrossFitWatch = {},
): Promise<CrossFitted> {
  const found: Fold[] = [];
  for (const split of foldsByLabel(task.labels, folds, task.settings.seed)) {
    found.push(await fitFold({ ...task, split }, tools, following));
    onFold?.(found.length);
  }
  const loss = (at: number) => found.reduce((sum, { history }) => sum + (history.at(at)?.loss ?? NaN), 0) / folds; // prettier-ignore
  return {
    untrained: pooledFigures(found, ({ untrained }) => untrained),
    trained: pooledFigures(found, ({ trained }) => trained),
    firstLoss: loss(0),
    lastLoss: loss(-1),
    keptEpochs: found.map(({ bestEpoch }) => bestEpoch),
  };
}

async function fitFold(task: KindsTask, tools: Tools, following: Following): Promise<Fold> {
  const { settings, split } = task;
  const { tf } = tools.runtime;
  const all = task.labels.map((_, i) => i);
  const judged = (head: Head) =>
    searchFigures(embeddedBy(task, head, all, tf), task.labels, split.judge);
  const { head, history, bestEpoch } = await fitProjection(task, tf, following);
  const untrained = judged(initialHead(settings.shape, settings.seed));
  return { untrained, trained: judged(head), history, bestEpoch, judged: split.judge.length };
}

/** Each query counts alike. */
function pooledFigures(
  folds: readonly Fold[],
  which: (fold: Fold) => SearchFigures,
): SearchFigures {
  const total = folds.reduce((sum, { judged }) => sum + judged, 0);
  const pooled = (figure: keyof SearchFigures) => folds.reduce((sum, fold) => sum + which(fold)[figure] * fold.judged, 0) / total; // prettier-ignore
  return { precisionAt5: pooled('precisionAt5'), nearestAccuracy: pooled('nearestAccuracy') };
}
