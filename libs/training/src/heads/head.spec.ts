import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { randomOf } from '#numbers';
import { applyHead, headLength, initialHead, type Head } from './head.js';
import { orthonormalRows } from './orthonormal.js';
import { pooled } from './pooling.js';

const { tf } = await loadTensorRuntime();
const random = randomOf(5);
const draw = (length: number) => Float32Array.from({ length }, () => random.normal());

/** Computes a head one number at a time. */
function slowHead({ shape, values }: Head, vector: Float32Array): number[] {
  let [output, start] = [Array.from(vector), 0];
  const sizes = [shape.inputs, ...(shape.hidden === null ? [] : [shape.hidden]), shape.dimensions];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
    const given = layer > 1 ? output.map((v) => Math.max(0, v)) : output;
    output = Array.from({ length: outputs }, (_, o) => {
      const row = values.subarray(start + o * inputs, start + (o + 1) * inputs);
      const bias = values[start + inputs * outputs + o]!;
      return given.reduce((sum, v, i) => sum + v * row[i]!, bias);
    });
    start += outputs * (inputs + 1);
  }
  const length = shape.l2Norm ? Math.hypot(...output) : 1;
  return output.map((v) => v / length);
}

describe.each([
  { hidden: null, l2Norm: true },
  { hidden: 7, l2Norm: true },
  { hidden: 7, l2Norm: false },
])('a head %o', ({ hidden, l2Norm }) => {
  const shape = { inputs: 6, hidden, dimensions: 4, l2Norm };

  it('gives what the slow version gives, and leaves no tensors behind', () => {
    const head = { shape, values: draw(headLength(shape)) };
    const vectors = draw(3 * 6);
    const before = tf.memory().numTensors;
    const got = applyHead(tf, head, vectors);
    expect(tf.memory().numTensors).toBe(before);
    for (let i = 0; i < 3; i++)
      slowHead(head, vectors.subarray(i * 6, i * 6 + 6)).forEach((value, c) =>
        expect(got[i * 4 + c]).toBeCloseTo(value, 4),
      );
  });

  it('starts the same for a seed and otherwise for another', () => {
    expect(initialHead(shape, 1)).toEqual(initialHead(shape, 1));
    expect(initialHead(shape, 1)).not.toEqual(initialHead(shape, 2));
  });
});

describe('orthonormalRows', () => {
  it('keeps all distances where there are as many rows as columns', () => {
    const shape = { inputs: 6, hidden: null, dimensions: 6, l2Norm: false };
    const [a, b] = [draw(6), draw(6)];
    const got = applyHead(tf, initialHead(shape, 3), Float32Array.from([...a, ...b]));
    const apart = (x: ArrayLike<number>, y: ArrayLike<number>) =>
      Math.hypot(...Array.from(x, (v, c) => v - y[c]!));
    expect(apart(got.slice(0, 6), got.slice(6))).toBeCloseTo(apart(a, b), 4);
  });

  it('gives unit rows beyond the columns too', () => {
    const rows = orthonormalRows(5, 2, randomOf(1));
    for (let r = 0; r < 5; r++) expect(Math.hypot(rows[2 * r]!, rows[2 * r + 1]!)).toBeCloseTo(1);
  });
});

describe('pooled', () => {
  const patches = Float32Array.from([1, -2, 3, -4, 5, 6]);
  it.each([
    ['gap', [3, 0]],
    ['gmp', [5, 6]],
    ['flatten', [1, -2, 3, -4, 5, 6]],
  ] as const)('%s', (pooling, expected) => {
    expect(Array.from(pooled(patches, 2, pooling))).toEqual(expected);
  });
});
