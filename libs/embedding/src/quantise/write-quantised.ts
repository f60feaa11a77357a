import { OnnxGraph, readOnnxModel, type NodeProto } from '#tensors';
import { ByteWeightWriter } from './byte-weights.js';
import { quantisedValues } from './quantised-values.js';
import type { Steps } from './steps.js';

export interface QuantiseSettings {
  /** Steps of every activation that becomes integer, by its name. */
  readonly steps: ReadonlyMap<string, Steps>;
  /** The largest weight in steps: 127 for eight bits, 63 for seven. */
  readonly mostWeight: number;
}

/**
 * Writes the same network with activations as unsigned and weights as signed bytes, in the form that ONNX calls QDQ:
 * what is quantised passes a pair of operations, and a runtime computes what lies between two pairs in integers.
 * Sources: Jacob et al. 2018 (arXiv 1712.05877);
 * https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
 */
export function writeQuantised(
  bytes: Uint8Array,
  { steps, mostWeight }: QuantiseSettings,
): Uint8Array {
  const model = readOnnxModel(bytes);
  const { weighted, passing, constants } = quantisedValues(model);
  const graph = new OnnxGraph(model);
  const weights = new ByteWeightWriter(graph, constants, mostWeight);
  const standIns = new Map<string, string>();
  const standIn = (name: string) => standIns.get(name) ?? name;
  const quantise = (name: string) => {
    const own = steps.get(name);
    if (own) standIns.set(name, writePair(graph, name, own));
  };
  const inputs = model.graph.input.map(({ name }) => name);
  let started = false;
  graph.rewrite((node) => {
    if (!started) inputs.forEach(quantise);
    started = true;
    graph.keep(inIntegers(node));
    node.output.forEach(quantise);
  });
  return graph.toBytes();

  function inIntegers(node: NodeProto): NodeProto {
    const [first] = node.output as [string];
    if (passing.has(first)) return { ...node, input: node.input.map(standIn) };
    if (!weighted.has(first)) return node;
    const [x, kernel, bias] = node.input as [string, string, string | undefined];
    return {
      ...node,
      input: [standIn(x), ...weights.write(node, kernel, bias, steps.get(x)!.scale)],
    };
  }
}

/** The activation `name` to bytes and back; gives the value that comes back. */
function writePair(graph: OnnxGraph, name: string, { scale, zero }: Steps): string {
  const by = [
    graph.constant(`${name}/scale`, Float32Array.of(scale), []),
    graph.constant(`${name}/zero`, Uint8Array.of(zero), []),
  ];
  const bytes = graph.add(`${name}/bytes`, 'QuantizeLinear', [name, ...by]);
  return graph.add(`${name}/back`, 'DequantizeLinear', [bytes, ...by]);
}
