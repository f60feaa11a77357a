import { randomOf, shuffled, type Random } from '#numbers';
import { needsLabels, type FittingSettings } from './settings.js';
import type { TrainingVectors, VectorBatch } from './training-vectors.js';

const batchStream = 22;

/** Returns the batch of a step; it depends on the seed and the step alone. */
export function batchOf(
  vectors: TrainingVectors,
  { seed, objective, batch }: FittingSettings,
  step: number,
): VectorBatch {
  const random = randomOf(seed, batchStream, step);
  return needsLabels(objective)
    ? labelledBatch(vectors, batch, random)
    : twoViews(vectors, batch, random);
}

/** Returns the number of steps in which about every variant of every item is seen once. */
export function stepsPerEpoch({ items, views }: TrainingVectors, batch: number): number {
  return Math.max(1, Math.ceil((items * views) / batch));
}

/** Draws as many of each class as fit, with putting back: rare classes count as much as common ones. */
function labelledBatch(vectors: TrainingVectors, batch: number, random: Random): VectorBatch {
  const ofClass = itemsOfClass(vectors);
  const each = Math.max(2, Math.floor(batch / ofClass.length));
  const picks = ofClass.flatMap((items, label) =>
    Array.from({ length: each }, () => ({
      label,
      item: items[random.below(items.length)]!,
      view: random.below(vectors.views),
    })),
  );
  return { values: rowsOf(vectors, picks), labels: picks.map(({ label }) => label) };
}

/** Two different views of as many different items as half a batch: first views, then second ones. */
function twoViews(vectors: TrainingVectors, batch: number, random: Random): VectorBatch {
  const count = Math.min(vectors.items, Math.floor(batch / 2));
  const items = Array.from(shuffled(vectors.items, random).subarray(0, count));
  const first = items.map((item) => ({ item, view: random.below(vectors.views) }));
  const second = first.map(({ item, view }) => ({
    item,
    view: (view + 1 + random.below(vectors.views - 1)) % vectors.views,
  }));
  return { values: rowsOf(vectors, [...first, ...second]), labels: [] };
}

function rowsOf(
  { values, views, inputs }: TrainingVectors,
  picks: readonly { item: number; view: number }[],
): Float32Array {
  const rows = new Float32Array(picks.length * inputs);
  picks.forEach(({ item, view }, row) => {
    const start = (item * views + view) * inputs;
    rows.set(values.subarray(start, start + inputs), row * inputs);
  });
  return rows;
}

/** Items by their class. */
export function itemsOfClass({ labels }: TrainingVectors): number[][] {
  const found: number[][] = [];
  labels?.forEach((label, item) => (found[label] ??= []).push(item));
  return found;
}
