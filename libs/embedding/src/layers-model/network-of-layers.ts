import { TouchstoneError } from '#contracts';
import { unsupported, type LayerPlace } from '../layers/layer-rule.js';
import { layerRules } from '../layers/rules.js';
import type { NetworkBuilder } from '../network/network-builder.js';
import type { Operation } from '../network/operations.js';
import type { Layer, Topology } from './topology.js';
import type { Weights } from './weights.js';

/**
 * Adds the layers of `topology` (inputs first) to a network, reading from the node `pixels`.
 * Gives the node of each layer's output by the layer's name.
 * @throws TouchstoneError layer-unsupported naming the layer and its type; backbone-invalid where
 * weights are missing or shapes do not fit.
 */
export function addLayers(
  network: NetworkBuilder,
  pixels: string,
  topology: Topology,
  weights: Weights,
): ReadonlyMap<string, string> {
  refuseSeveralInputs(topology);
  const outputs = new Map<string, string>();
  for (const layer of topology.values()) {
    if (layer.className === 'InputLayer') outputs.set(layer.name, pixels);
    else outputs.set(layer.name, addLayer(network, layer, weights, outputs));
  }
  return outputs;
}

function addLayer(
  network: NetworkBuilder,
  layer: Layer,
  weights: Weights,
  outputs: ReadonlyMap<string, string>,
): string {
  const inputs = layer.inputs.map((name) => outputs.get(name)!);
  const place: LayerPlace = {
    layer,
    shapes: inputs.map((input) => network.shapeOf(input)),
    weight: (name) => weights.get(`${layer.name}/${name}`),
  };
  return chainOperations(network, layer, operationsOf(place), inputs);
}

function operationsOf(place: LayerPlace): readonly Operation[] {
  const rule = layerRules.get(place.layer.className);
  if (!rule)
    throw unsupported(place.layer, `this type is not one of ${[...layerRules.keys()].join(', ')}`);
  return rule(place);
}

function chainOperations(
  network: NetworkBuilder,
  layer: Layer,
  operations: readonly Operation[],
  inputs: readonly string[],
): string {
  try {
    return operations.reduce(
      (reads, operation) => [network.add(layer.name, operation, ...reads)],
      inputs,
    )[0]!;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TouchstoneError(
      'backbone-invalid',
      `Layer "${layer.name}" (${layer.className}) does not fit at this input size: ${error.message}.`,
      { cause: error },
    );
  }
}

function refuseSeveralInputs(topology: Topology): void {
  const inputs = [...topology.values()].filter((layer) => layer.inputs.length === 0);
  const pixels = inputs.filter((layer) => layer.className === 'InputLayer');
  if (inputs.length === 1 && pixels.length === 1) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `The taps need one InputLayer above them; there are ${inputs.map((l) => `"${l.name}" (${l.className})`).join(', ') || 'none'}.`,
  );
}
