import { expect, test } from 'vitest';
import { NetworkBuilder } from '../network/network-builder.js';
import { addLayers } from './network-of-layers.js';
import { readTopology, upstreamOf } from './topology.js';

const noWeights = {
  has: () => false,
  get: (name: string) => {
    throw new Error(`asked for ${name}`);
  },
};
const input = { class_name: 'InputLayer', name: 'in', config: {}, inbound_nodes: [] };
const after = (name: string, class_name: string, config: object, of = 'in') => ({
  name,
  class_name,
  config: { name, ...config },
  inbound_nodes: [[[of, 0, 0, {}]]],
});
const model = (...layers: object[]) => ({
  class_name: 'Model',
  config: { layers: [input, ...layers] },
});

function compile(json: unknown, tap: string) {
  const builder = new NetworkBuilder();
  const pixels = builder.pixels('pixels', 8, 8);
  return addLayers(builder, pixels, upstreamOf(readTopology(json), [tap]), noWeights);
}

test.each([
  ['an unknown type', after('odd', 'Lambda', {}), /"odd" of type Lambda/],
  ['a recurrent layer', after('odd', 'LSTM', { units: 3 }), /"odd" of type LSTM/],
  [
    'channels first',
    after('odd', 'MaxPooling2D', { data_format: 'channels_first' }),
    /"odd".*data_format/,
  ],
  [
    'an unknown activation',
    after('odd', 'Activation', { activation: 'gelu_new' }),
    /"odd".*gelu_new/,
  ],
  [
    'a leaky ReLU by its settings',
    after('odd', 'ReLU', { negative_slope: 0.1 }),
    /"odd".*negative_slope/,
  ],
  ['grouped convolution', after('odd', 'Conv2D', { kernel_size: 3, groups: 2 }), /"odd".*groups/],
  [
    'a dilated depthwise one',
    after('odd', 'DepthwiseConv2D', { kernel_size: 3, dilation_rate: 2 }),
    /"odd".*dilat/,
  ],
  ['joining along another axis', after('odd', 'Concatenate', { axis: 1 }), /"odd".*axis/],
])('%s is refused by name', (_, layer, message) => {
  expect(() => compile(model(layer), 'odd')).toThrow(message);
  expect(() => compile(model(layer), 'odd')).toThrow(
    expect.objectContaining({ code: 'layer-unsupported' }),
  );
});

test('a layer that is applied twice is refused', () => {
  const twice = after('twice', 'ReLU', {});
  twice.inbound_nodes.push([['in', 0, 0, {}]]);
  expect(() => compile(model(twice), 'twice')).toThrow(/"twice".*applied 2 times/);
});

test('what lies beyond the taps does not matter', () => {
  const json = model(after('tap', 'ReLU', {}), after('odd', 'Lambda', {}, 'tap'));
  expect(compile(json, 'tap').has('tap')).toBe(true);
});

test('a tap that does not exist is refused with the names there are', () => {
  expect(() => compile(model(after('relu_1', 'ReLU', {})), 'relu_2')).toThrow(/"relu_2".*relu_1/);
});

test.each([null, {}, { class_name: 'GraphModel', config: {} }, { node: [] }])(
  'the topology %j is no LayersModel',
  (json) => {
    expect(() => readTopology(json)).toThrow(/not a tfjs LayersModel/);
  },
);

test.each([
  ['wrapped', { model_config: model(after('tap', 'ReLU', {})) }],
  ['functional', { ...model(after('tap', 'ReLU', {})), class_name: 'Functional' }],
  [
    'sequential',
    { class_name: 'Sequential', config: [{ class_name: 'ReLU', config: { name: 'tap' } }] },
  ],
  [
    'sequential with a name',
    {
      class_name: 'Sequential',
      config: { name: 's', layers: [{ class_name: 'ReLU', config: { name: 'tap' } }] },
    },
  ],
])('a topology that is %s is read', (_, json) => {
  expect(compile(json, 'tap').get('tap')).toBe('tap');
});
