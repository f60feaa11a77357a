import { savedModelProto, type AttributeProto, type NodeProto } from './saved-model-proto.js';

export type GraphType = 'float32' | 'int32' | 'uint8' | 'bool' | 'int64';

/** An attribute of a graph operation, in the types that TensorFlow's operation registry names. */
export type GraphAttribute =
  | { type: GraphType }
  | { string: string }
  | { integer: number }
  | { integers: readonly number[] }
  | { strings: readonly string[] }
  | { real: number }
  | { truth: boolean };

export interface GraphPort {
  /** Name in the signature. */
  readonly name: string;
  /** The node, or `node:1` for a further output. */
  readonly node: string;
  readonly type: GraphType;
  /** The shape; -1 is any size. */
  readonly shape: readonly number[];
}

/**
 * Writes a TensorFlow GraphDef whose weights are constants, in a SavedModel with one signature: what
 * `tf.node.loadSavedModel` runs in one call. Operations and their attributes are those of TensorFlow's
 * registry (https://www.tensorflow.org/api_docs/python/tf/raw_ops).
 */
export class FrozenGraph {
  readonly #proto = savedModelProto();
  readonly #nodes: NodeProto[] = [];
  readonly #names = new Set<string>();

  placeholder(name: string, type: GraphType, shape: readonly number[]): string {
    const node = this.#node(name, 'Placeholder', [], { dtype: { type } });
    const attribute = new this.#proto.AttrValue();
    attribute.setShape(this.#shape(shape));
    node.getAttrMap().set('shape', attribute);
    return node.getName();
  }

  /** A constant of `shape`; float32 or int32 as its values are. */
  constant(
    name: string,
    values: Float32Array | Int32Array,
    shape: readonly number[] = [values.length],
  ): string {
    const type = values instanceof Float32Array ? 'float32' : 'int32';
    const tensor = new this.#proto.Tensor();
    tensor.setDtype(this.#type(type));
    tensor.setTensorShape(this.#shape(shape));
    tensor.setTensorContent(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    const node = this.#node(name, 'Const', [], { dtype: { type } });
    const attribute = new this.#proto.AttrValue();
    attribute.setTensor(tensor);
    node.getAttrMap().set('value', attribute);
    return node.getName();
  }

  /** Adds an operation and returns its node's name, made unique where it is taken. */
  add(
    name: string,
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, GraphAttribute>> = {},
  ): string {
    return this.#node(name, operation, inputs, attributes).getName();
  }

  /** Writes the bytes of `saved_model.pb`: tag `serve`, signature `serving_default`. */
  toSavedModel(inputs: readonly GraphPort[], outputs: readonly GraphPort[]): Uint8Array {
    const { SavedModel, MetaGraphDef } = this.#proto;
    const facts = new MetaGraphDef.MetaInfoDef();
    facts.addTags('serve');
    const meta = new MetaGraphDef();
    meta.setMetaInfoDef(facts);
    meta.setGraphDef(this.#graph());
    meta.getSignatureDefMap().set('serving_default', this.#signature(inputs, outputs));
    const model = new SavedModel();
    model.setSavedModelSchemaVersion(1);
    model.addMetaGraphs(meta);
    return model.serializeBinary();
  }

  #graph() {
    // Graph version of TensorFlow 2.9, the release that tfjs-node is made for; newer ones read it.
    const versions = new this.#proto.VersionDef();
    versions.setProducer(1087);
    versions.setMinConsumer(12);
    const graph = new this.#proto.GraphDef();
    graph.setVersions(versions);
    graph.setNodeList(this.#nodes);
    return graph;
  }

  #signature(inputs: readonly GraphPort[], outputs: readonly GraphPort[]) {
    const signature = new this.#proto.SignatureDef();
    for (const port of inputs) signature.getInputsMap().set(port.name, this.#port(port));
    for (const port of outputs) signature.getOutputsMap().set(port.name, this.#port(port));
    signature.setMethodName('tensorflow/serving/predict');
    return signature;
  }

  #port(port: GraphPort) {
    const tensor = new this.#proto.TensorInfo();
    tensor.setName(port.node.includes(':') ? port.node : `${port.node}:0`);
    tensor.setDtype(this.#type(port.type));
    tensor.setTensorShape(this.#shape(port.shape));
    return tensor;
  }

  #node(
    name: string,
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, GraphAttribute>>,
  ): NodeProto {
    const node = new this.#proto.NodeDef();
    node.setName(this.#unique(name));
    node.setOp(operation);
    node.setInputList([...inputs]);
    for (const [key, value] of Object.entries(attributes))
      node.getAttrMap().set(key, this.#attribute(value));
    this.#nodes.push(node);
    return node;
  }

  #attribute(value: GraphAttribute): AttributeProto {
    const attribute = new this.#proto.AttrValue();
    if ('type' in value) attribute.setType(this.#type(value.type));
    else if ('string' in value) attribute.setS(Buffer.from(value.string));
    else if ('integer' in value) attribute.setI(value.integer);
    else if ('real' in value) attribute.setF(value.real);
    else if ('truth' in value) attribute.setB(value.truth);
    else attribute.setList(this.#list(value));
    return attribute;
  }

  #list(value: { integers: readonly number[] } | { strings: readonly string[] }) {
    const list = new this.#proto.AttrValue.ListValue();
    if ('integers' in value) list.setIList([...value.integers]);
    else list.setSList(value.strings.map((text) => Buffer.from(text)));
    return list;
  }

  #shape(sizes: readonly number[]) {
    const shape = new this.#proto.TensorShape();
    for (const size of sizes) {
      const dimension = new this.#proto.TensorShape.Dim();
      dimension.setSize(size);
      shape.addDim(dimension);
    }
    return shape;
  }

  #type(type: GraphType): number {
    const numbers = { float32: 1, int32: 3, uint8: 4, int64: 9, bool: 10 };
    return numbers[type];
  }

  /** Node names are letters, digits, `_`, `.`, `/`, `-`; layer names may have more. */
  #unique(wanted: string): string {
    const name = wanted.replace(/[^A-Za-z0-9_./-]/g, '_').replace(/^[^A-Za-z0-9.]/, 'n$&');
    let free = name;
    for (let i = 1; this.#names.has(free); i++) free = `${name}_${i}`;
    this.#names.add(free);
    return free;
  }
}
