import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TouchstoneError, type Tap } from '#contracts';
import { writeOnnxModel, type OnnxModel } from '#tensors';
import type { Size } from '../compile.js';
import { formOf } from '../imported/form-of.js';
import { onnxPixels } from '../imported/onnx-pixels.js';
import { strideOfTokens } from '../imported/places.js';
import { pruneTo, valueOfTap } from '../imported/prune.js';
import { readExport } from '../imported/read-export.js';
import { tapsAsTheyLie } from '../imported/taps-as-they-lie.js';
import { requireOnnx } from '../require-onnx.js';
import { keepBackbone, type Imported, type ImportOptions } from './keep-backbone.js';
import { checkedManifest, definedOnly, nameOf, type BackboneAnswers } from './propose-manifest.js';

/** Milliseconds that one image may take on this machine: beyond them no line could use it. */
const longest = 10_000;

/** The facts of a network that running it once gives. */
interface Probed {
  readonly taps: readonly Tap[];
  readonly size: Size;
  /** The pixels of a place, where tokens give them away. */
  readonly stride: number | undefined;
}

/**
 * Takes in an ONNX file: the part above the taps with its weights, in one file, with a manifest from the answers. It
 * is run and checked first: what cannot be used is not kept.
 * @throws TouchstoneError backbone-invalid, engine-absent, validation-failed (the name is taken).
 */
export async function importOnnx(
  path: string,
  answers: BackboneAnswers,
  options: ImportOptions,
): Promise<Imported> {
  const given = definedOnly(answers);
  refuseUnanswered(path, given);
  const model = await readExport(path);
  const values = given.taps!.map(({ layer }) => valueOfTap(model, layer));
  pruneTo(model, values);
  const bytes = writeOnnxModel(model);
  const probed = probe(model, bytes, values, given, options);
  const manifest = checkedManifest({
    version: '1',
    gridStride: probed.stride ?? 16,
    name: nameOf(basename(path, '.onnx')),
    ...given,
    inputSize: probed.size,
    taps: probed.taps,
    provenance: { source: basename(path), licence: 'not stated', ...answers.provenance },
    format: 'touchstone-backbone/1',
    network: 'onnx',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const write = (folder: string) => writeFile(join(folder, 'model.onnx'), bytes, { flush: true });
  const folder = await keepBackbone(manifest, options, write);
  return { folder, manifest, guesses: guessesOf(probed, given) };
}

function probe(
  model: OnnxModel,
  bytes: Uint8Array,
  values: readonly string[],
  { taps, inputSize }: BackboneAnswers,
  { runtime }: ImportOptions,
): Probed {
  const { width = 256, height = 256 } = onnxPixels(model);
  const size = inputSize ?? { width, height };
  const named = taps!.map((tap, i) => ({ resize: tap.resize ?? 'mean', layer: values[i]! }));
  const onnx = requireOnnx(runtime, 'The network');
  const lying = tapsAsTheyLie(runtime.tf, onnx, bytes, { taps: named }, size);
  lying.dispose();
  if (lying.milliseconds > longest) throw tooSlow(lying.milliseconds);
  const forms = lying.shapes.map((shape, i) => formOf(values[i]!, shape, size));
  const tokens = lying.shapes[forms.indexOf('tokens')]?.[1];
  return {
    size,
    taps: named.map((tap, i) => ({ ...tap, form: forms[i]! })),
    stride: tokens === undefined ? undefined : strideOfTokens(tokens, size),
  };
}

/** An ONNX file says nothing of how its pixels were scaled, and has no names that are known beforehand. */
function refuseUnanswered(path: string, { taps, scaling }: BackboneAnswers): void {
  const missing = [...(taps ? [] : ['--taps']), ...(scaling ? [] : ['--scaling'])];
  if (missing.length === 0) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `${path} does not give away its ${missing.join(' and ')}: say them. "touchstone backbones info ${path} --layers" ` +
      'lists what can be tapped.',
    { facts: { missing } },
  );
}

function guessesOf({ size, stride, taps }: Probed, given: BackboneAnswers): string[] {
  const cell = stride ?? 16;
  return [
    ...(given.inputSize ? [] : [`size ${size.width} x ${size.height}`]),
    ...(given.gridStride ? [] : [`a grid cell of ${cell} x ${cell} pixels`]),
    ...taps.map(
      ({ layer, form }) => `${layer} gives ${form === 'tokens' ? 'tokens' : `a map, ${form}`}`,
    ),
    ...(given.provenance?.licence ? [] : ['licence: not stated']),
  ];
}

function tooSlow(milliseconds: number): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `One picture took the network ${(milliseconds / 1000).toFixed(1)} s here; at most ${longest / 1000} s are taken. Use a ` +
      'smaller input size (--size), or taps further up.',
  );
}
