import { expect, test } from 'vitest';
import type { Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import { refuseUnusable } from './refuse-unusable.js';

const runtime = { native: {} } as TensorRuntime;
const named = (manifest: object) => ({ manifest }) as Backbone;

test('an ONNX network cannot be tuned, and is told what it was made from', () => {
  const madeFrom = { name: 'line', version: '1', sha256: '0'.repeat(64), how: 'quantise' };
  const backbone = named({ name: 'line-int8', network: 'onnx', madeFrom });
  expect(() =>
    refuseUnusable(40, { runtime, backbone, teacher: named({ name: 'large' }) }),
  ).toThrow(
    /line-int8 cannot be trained: it is an ONNX network.*such as line, which it was made from/,
  );
});
