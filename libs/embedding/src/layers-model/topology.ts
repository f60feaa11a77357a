import { z } from 'zod';
import { TouchstoneError } from '#contracts';

/** One layer of a LayersModel, with the names of the layers it reads. */
export interface Layer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
}

/** Layers by name; inputs precede their readers. */
export type Topology = ReadonlyMap<string, Layer>;

const layerJson = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z
    .array(z.array(z.tuple([z.string(), z.number(), z.number()]).rest(z.unknown())))
    .default([]),
});
type LayerJson = z.infer<typeof layerJson>;
const layers = z.array(layerJson).min(1);
const network = z.discriminatedUnion('class_name', [
  z.object({ class_name: z.literal('Model'), config: z.object({ layers }) }),
  z.object({ class_name: z.literal('Functional'), config: z.object({ layers }) }),
  z.object({
    class_name: z.literal('Sequential'),
    config: z.union([z.object({ layers }), layers.transform((list) => ({ layers: list }))]),
  }),
]);
const topologyJson = z.union([network, z.object({ model_config: network })]);

/**
 * Reads the `modelTopology` of a tfjs `model.json`, bare or wrapped in `model_config`.
 * @throws TouchstoneError backbone-invalid when it is not a Model, Functional or Sequential of layers.
 */
export function readTopology(json: unknown): Topology {
  const parsed = topologyJson.safeParse(json);
  if (!parsed.success) throw notALayersModel(parsed.error);
  const model = 'model_config' in parsed.data ? parsed.data.model_config : parsed.data;
  const list = model.config.layers;
  const read =
    model.class_name === 'Sequential'
      ? chain(list)
      : list.map((json) => layerOf(json, inputsOf(json)));
  return new Map(read.map((layer) => [layer.name, layer]));
}

/** Lists the name and type of every layer, in the order of model.json: what could be tapped. */
export function layersOf(modelTopology: unknown): readonly Pick<Layer, 'name' | 'className'>[] {
  return [...readTopology(modelTopology).values()];
}

/**
 * Returns the layers that the taps need, inputs first; the rest of the network is left out.
 * @throws TouchstoneError backbone-invalid for a tap or an input that does not exist.
 */
export function upstreamOf(topology: Topology, taps: readonly string[]): Topology {
  const needed = new Map<string, Layer>();
  const visit = (name: string, reader: string) => {
    if (needed.has(name)) return;
    const layer = topology.get(name);
    if (!layer) throw noSuchLayer(name, reader, topology);
    for (const input of layer.inputs) visit(input, `layer "${layer.name}"`);
    needed.set(name, layer);
  };
  for (const tap of taps) visit(tap, 'a tap');
  return needed;
}

/** Sequential models leave the connections out, and often the input layer. */
function chain(list: readonly LayerJson[]): Layer[] {
  const startsWithInput = list[0]!.class_name === 'InputLayer';
  const input: Layer = { name: 'pixels', className: 'InputLayer', config: {}, inputs: [] };
  const chained: Layer[] = startsWithInput ? [] : [input];
  for (const json of list) {
    const before = chained.at(-1);
    chained.push(layerOf(json, before ? [before.name] : []));
  }
  return chained;
}

function layerOf(json: LayerJson, inputs: readonly string[]): Layer {
  const name = json.name ?? z.string().parse(json.config['name']);
  return { name, className: json.class_name, config: json.config, inputs };
}

function inputsOf(json: LayerJson): string[] {
  if (json.inbound_nodes.length > 1)
    throw new TouchstoneError(
      'layer-unsupported',
      `Layer "${json.name}" (${json.class_name}) is applied ${json.inbound_nodes.length} times; ` +
        'only networks whose layers are applied once can be compiled.',
    );
  return (json.inbound_nodes[0] ?? []).map(([name]) => name);
}

function notALayersModel(error: z.ZodError): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    'The modelTopology in model.json is not a tfjs LayersModel (class Model, Functional or Sequential ' +
      'with a list of layers). Graph models cannot be used; convert the Keras model with ' +
      `tensorflowjs_converter --output_format=tfjs_layers_model. First complaint: ${z.prettifyError(error).split('\n')[0]}`,
    { cause: error },
  );
}

function noSuchLayer(name: string, reader: string, topology: Topology): TouchstoneError {
  const close = [...topology.keys()].filter((known) => known.includes(name.split('_')[0]!));
  const some = (close.length > 0 ? close : [...topology.keys()]).slice(-12).join(', ');
  return new TouchstoneError(
    'backbone-invalid',
    `The network has no layer "${name}", which ${reader} names. Layers there are: ${some}.`,
  );
}
