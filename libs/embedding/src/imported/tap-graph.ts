import type { BackboneManifest } from '#contracts';
import { OnnxGraph, readOnnxModel } from '#tensors';
import { onnxOutputs, writeOnnxNodes } from '../backends/write-onnx.js';
import { whole } from '../backends/write-onnx-parts.js';
import { addPixels, type Size } from '../compile.js';
import { NetworkBuilder } from '../network/network-builder.js';
import type { Network } from '../network/operations.js';
import { bytesAsTheyAre } from './bytes-as-they-are.js';
import { onnxPixels, type OnnxPixels } from './onnx-pixels.js';
import type { Places, TapPlace } from './places.js';

/**
 * Puts preprocessing before an ONNX network whose outputs are the taps, and its head behind it: one graph from
 * `pixels`, uint8 [n, height, width, 3], to the head's outputs.
 */
export function tapGraph(
  bytes: Uint8Array,
  manifest: BackboneManifest,
  size: Size,
  { taps }: Places,
  head: Network,
): Uint8Array {
  const model = readOnnxModel(bytes);
  const pixels = onnxPixels(model);
  const quantise = bytesAsTheyAre(model, pixels, manifest);
  const graph = new OnnxGraph(model);
  if (quantise) {
    graph.remove(quantise);
    graph.feed(pixels.name, quantise.output[0]!, () => writeBytes(graph, size));
  } else {
    graph.feed(pixels.name, pixels.name, () => writeScaled(graph, manifest, size, pixels));
  }
  const given = new Map(taps.map((tap) => [tap.layer, channelsFirst(graph, tap)]));
  const written = writeOnnxNodes(graph, head, given);
  return graph.toModel(onnxOutputs(graph, head, written));
}

function writeScaled(
  graph: OnnxGraph,
  manifest: BackboneManifest,
  size: Size,
  { channelsLast }: OnnxPixels,
): string {
  const builder = new NetworkBuilder();
  const last = addPixels(builder, manifest, size);
  const scaled = writeOnnxNodes(graph, builder.build({ scaled: last }), new Map()).get(last)!;
  return channelsLast
    ? graph.add('pixels/last', 'Transpose', [scaled], { perm: [0, 2, 3, 1] })
    : scaled;
}

/** The bytes, channels first. */
function writeBytes(graph: OnnxGraph, { width, height }: Size): string {
  const bytes = graph.input({ name: 'pixels', type: 'uint8', shape: ['n', height, width, 3] });
  return graph.add('pixels/map', 'Transpose', [bytes], { perm: [0, 3, 1, 2] });
}

function channelsFirst(graph: OnnxGraph, { layer, form, shape, before }: TapPlace): string {
  if (form === 'channels-first') return layer;
  if (form === 'channels-last')
    return graph.add(`${layer}/first`, 'Transpose', [layer], { perm: [0, 3, 1, 2] });
  const [rows, columns, channels] = shape;
  const bounds = [[before], [before + rows * columns], [1]];
  const [from, until, axis] = bounds.map((value, i) => whole(graph, `${layer}/places/${i}`, value));
  const places = graph.add(`${layer}/places`, 'Slice', [layer, from!, until!, axis!]);
  const turned = graph.add(`${layer}/first`, 'Transpose', [places], { perm: [0, 2, 1] });
  const map = whole(graph, `${layer}/map/shape`, [0, channels, rows, columns]);
  return graph.add(`${layer}/map`, 'Reshape', [turned, map]);
}
