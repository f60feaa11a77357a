import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import { readOnnxModel, type OnnxRuntime } from '#tensors';
import type { RgbPixels } from '../backbone.js';
import { copyParts, projectionParts } from '../folder/backbone-parts.js';
import { onnxPixels } from '../imported/onnx-pixels.js';
import { requireOnnx } from '../require-onnx.js';
import { keepBackbone, type ImportOptions } from '../store/keep-backbone.js';
import { cardOf } from './card.js';
import { floatTaps, type FloatTaps } from './float-taps.js';
import { observe, observing } from './observe.js';
import { quantisedValues } from './quantised-values.js';
import { activationSteps, pixelSteps, type Steps } from './steps.js';
import { tapErrors, type TapErrors } from './tap-errors.js';
import { writeQuantised } from './write-quantised.js';

/** The share of an activation's values that its bytes reach; what lies beyond is cut to the largest. */
export const reachedShare = 0.9999;
/**
 * Steps of a weight either side of zero: seven bits. Processors without VNNI add two products of an activation and a
 * weight in 16 bits; 2 x 255 x 63 fits, 2 x 255 x 127 is cut off: with eight bits the patches of the shipped network
 * were off by 27 % on AVX2.
 */
const mostWeight = 63;

export interface QuantiseOptions extends ImportOptions {
  /** Name of the new backbone. */
  readonly name: string;
  /** The pictures at the backbone's input size; asked for twice. */
  readonly pictures: () => AsyncIterable<RgbPixels>;
  /** The source of the pictures, for the model card. */
  readonly source: string;
}

export interface Quantised {
  readonly folder: string;
  readonly manifest: BackboneManifest;
  readonly errors: TapErrors;
}

/**
 * Makes a backbone that computes with int8 from one that computes with float32: ranges of the activations from
 * pictures, weights by output channel. It is another backbone: stations that learn with it have their own banks.
 * @throws TouchstoneError engine-absent; backbone-invalid for one that is int8 already or has no convolution or
 * product to quantise; validation-failed where the name is taken.
 */
export async function quantiseBackbone(
  folder: string,
  base: BackboneManifest,
  options: QuantiseOptions,
): Promise<Quantised> {
  if (base.precision === 'int8') throw invalid(base, 'computes with int8 already');
  const onnx = requireOnnx(options.runtime, 'Quantising');
  const float = await floatTaps(options.runtime.tf, onnx, folder, base);
  const steps = await stepsOf(onnx, float, base, options);
  const bytes = writeQuantised(float.bytes, { steps, mostWeight });
  const errors = await tapErrors(onnx, float, bytes, base, options.pictures());
  const manifest = manifestOf(base, float, bytes, options);
  const kept = await keepBackbone(manifest, options, async (into) => {
    await copyParts(folder, projectionParts(base), into);
    await writeFile(join(into, 'model.onnx'), bytes, { flush: true });
    await writeFile(join(into, 'MODEL_CARD.md'), cardOf(base, manifest, errors, options.source));
  });
  return { folder: kept, manifest, errors };
}

async function stepsOf(
  onnx: OnnxRuntime,
  { bytes }: FloatTaps,
  base: BackboneManifest,
  { pictures }: QuantiseOptions,
): Promise<Map<string, Steps>> {
  const model = readOnnxModel(bytes);
  const { activations, weighted } = quantisedValues(model);
  if (weighted.size === 0) throw invalid(base, 'has no convolution or product with weights');
  const input = onnxPixels(model).name;
  const inside = [...activations].filter((name) => name !== input);
  const network = observing(onnx, bytes, inside, base);
  try {
    const seen = await observe(network, inside, pictures());
    const own = [...seen].map(([name, histogram]): [string, Steps] => {
      return [name, activationSteps(histogram.range(reachedShare))];
    });
    return new Map([[input, pixelSteps(base.scaling)], ...own]);
  } finally {
    network.dispose();
  }
}

function manifestOf(
  base: BackboneManifest,
  { taps }: FloatTaps,
  bytes: Uint8Array,
  { name, source }: QuantiseOptions,
): BackboneManifest {
  const { version, sha256, provenance } = base;
  return {
    ...base,
    name,
    description: `${base.name} ${version} with int8`,
    network: 'onnx',
    precision: 'int8',
    madeFrom: { name: base.name, version, sha256, how: 'quantise' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    taps: [...taps],
    provenance: {
      ...provenance,
      note: `${provenance.note} Ranges of the activations from ${source}.`.trim(),
    },
  };
}

function invalid({ name }: BackboneManifest, why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `Backbone "${name}" ${why}.`);
}
