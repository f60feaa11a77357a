import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { randomOf } from '#numbers';
import type { Scalar, Tensor2D } from '../fitting/tensor-types.js';
import { arcFace } from './arcface.js';
import { contrastive } from './contrastive.js';
import { crossEntropy } from './cross-entropy.js';
import { momentumContrast } from './moco.js';
import { ntXent } from './nt-xent.js';
import { tripletBatchHard } from './triplet.js';

const { tf } = await loadTensorRuntime();
type Rows = number[][];
const labels = [0, 1, 2, 0, 1, 2, 0, 1];
const [n, d, classes] = [labels.length, 5, 3];

function drawn(seed: number, rows: number): Rows {
  const random = randomOf(seed);
  return Array.from({ length: rows }, () => Array.from({ length: d }, () => random.normal()));
}

const dot = (a: number[], b: number[]) => a.reduce((sum, v, c) => sum + v * b[c]!, 0);
const unit = (a: number[]) => a.map((v) => v / Math.sqrt(dot(a, a)));
const distance = (a: number[], b: number[]) => Math.hypot(...a.map((v, c) => v - b[c]!));
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const logShare = (values: number[], at: number) =>
  values[at]! - Math.log(values.reduce((sum, v) => sum + Math.exp(v), 0));

const weights = drawn(2, classes);
const bias = [0.3, -0.2, 0.1];
const keys = drawn(3, n);
const queue = drawn(4, 11);
const asTensor = (rows: Rows) => tf.tensor2d(rows);

interface Case {
  readonly fast: (embeddings: Tensor2D) => Scalar;
  /** Computes the loss as the formula is written, one number at a time in float64. */
  readonly slow: (embeddings: Rows) => number;
}

const arc = { scale: 8, margin: 0.5 };
/** Adds the margin by angles, as the paper writes it. */
const turned = (cosine: number) => {
  const angle = Math.acos(cosine) + arc.margin;
  return angle < Math.PI ? Math.cos(angle) : cosine - arc.margin * Math.sin(arc.margin);
};

const cases: Record<string, Case> = {
  'cross-entropy': {
    fast: (e) =>
      crossEntropy(tf, e, { weights: asTensor(weights), bias: tf.tensor1d(bias) }, labels),
    slow: (rows) =>
      -mean(
        rows.map((e, i) =>
          logShare(
            weights.map((w, k) => dot(w, e) + bias[k]!),
            labels[i]!,
          ),
        ),
      ),
  },
  'triplet, batch-hard': {
    fast: (e) => tripletBatchHard(tf, e, labels, 1.5),
    slow: (rows) =>
      mean(
        rows.map((a, i) => {
          const to = (same: boolean) =>
            rows.flatMap((b, j) =>
              j !== i && (labels[j] === labels[i]) === same ? [distance(a, b)] : [],
            );
          return Math.max(0, 1.5 + Math.max(...to(true)) - Math.min(...to(false)));
        }),
      ),
  },
  contrastive: {
    fast: (e) => contrastive(tf, e, labels, 3),
    slow: (rows) => {
      const [partners, strangers]: [number[], number[]] = [[], []];
      rows.forEach((a, i) =>
        rows.forEach((b, j) => {
          if (i === j) return;
          const apart = distance(a, b);
          if (labels[i] === labels[j]) partners.push(apart ** 2 / 2);
          else strangers.push(Math.max(0, 3 - apart) ** 2 / 2);
        }),
      );
      return mean(partners) + mean(strangers);
    },
  },
  ArcFace: {
    fast: (e) => arcFace(tf, e, asTensor(weights), labels, arc),
    slow: (rows) =>
      -mean(
        rows.map((e, i) => {
          const cosines = weights.map((w) => dot(unit(w), unit(e)));
          const moved = cosines.map((c, k) => arc.scale * (k === labels[i] ? turned(c) : c));
          return logShare(moved, labels[i]!);
        }),
      ),
  },
  'NT-Xent': {
    fast: (e) => ntXent(tf, e, 0.3),
    slow: (rows) =>
      -mean(
        rows.map((a, i) => {
          const others = rows.map((_, j) => j).filter((j) => j !== i);
          const likeness = others.map((j) => dot(unit(a), unit(rows[j]!)) / 0.3);
          return logShare(likeness, others.indexOf((i + n / 2) % n));
        }),
      ),
  },
  MoCo: {
    fast: (e) => momentumContrast(tf, e, asTensor(keys), asTensor(queue), 0.3),
    slow: (rows) =>
      -mean(
        rows.map((q, i) =>
          logShare(
            [keys[i]!, ...queue].map((k) => dot(unit(q), unit(k)) / 0.3),
            0,
          ),
        ),
      ),
  },
};

/** Central differences of the slow reference. */
function slopes(slow: Case['slow'], at: Rows): number[] {
  const step = 1e-5;
  return at.flatMap((row, i) =>
    row.map((_, c) => {
      const moved = (by: number) =>
        at.map((r, k) => (k === i ? r.map((v, m) => (m === c ? v + by : v)) : r));
      return (slow(moved(step)) - slow(moved(-step))) / (2 * step);
    }),
  );
}

describe.each(Object.entries(cases))('%s', (_, { fast, slow }) => {
  it.each([11, 12, 13])('has the value of the slow reference (draw %i)', (seed) => {
    const rows = drawn(seed, n);
    const value = tf.tidy(() => fast(asTensor(rows)).arraySync());
    expect(value).toBeCloseTo(slow(rows), 4);
  });

  it.each([11, 12, 13])('has its gradient by finite differences (draw %i)', (seed) => {
    const rows = drawn(seed, n);
    const got = tf.tidy(() =>
      tf
        .grad((e) => fast(e as Tensor2D))(asTensor(rows))
        .dataSync(),
    );
    slopes(slow, rows).forEach((slope, i) => expect(got[i]).toBeCloseTo(slope, 4));
  });

  it('leaves no tensors behind in a tidy', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => void fast(asTensor(drawn(14, n))));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('gradients where a formula has a corner', () => {
  it('stay finite for equal embeddings and for an embedding on its class', () => {
    const same = Array.from({ length: n }, () => unit(weights[0]!));
    for (const { fast } of Object.values(cases)) {
      const got = tf.tidy(() =>
        tf
          .grad((e) => fast(e as Tensor2D))(asTensor(same))
          .dataSync(),
      );
      expect(got.every((g) => Number.isFinite(g))).toBe(true);
    }
  });

  it('refuse a batch without triplets', () => {
    const few = () => tf.tidy(() => tripletBatchHard(tf, asTensor(drawn(1, 3)), [0, 1, 2], 1));
    expect(few).toThrow(/needs two embeddings of one label/);
  });
});
