import {
  decodeModel,
  encodeModel,
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from './onnx-messages.js';
import { elementTypes, type OnnxType } from './onnx-types.js';

/** An attribute of an ONNX operation; a whole number is an integer, `real` marks a float. */
export type OnnxAttribute = number | string | readonly number[] | { readonly real: number };

/** A value that goes in or out; a size that is a word is any size. */
export interface OnnxPort {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly (number | string)[];
}

export type OnnxConstant = Float32Array | BigInt64Array | Int32Array | Int8Array | Uint8Array;

/** Version of ONNX's operators that a graph is written in when nobody brought another. */
const ownOpset = 17;
/** The IR version that goes with it, 8: https://github.com/onnx/onnx/blob/main/docs/Versioning.md. */
const ownIrVersion = 8;

/**
 * Writes an ONNX graph whose weights are constants, from nothing or onto a model that was read. Operations and
 * their attributes are those of https://onnx.ai/onnx/operators/.
 */
export class OnnxGraph {
  readonly #model: ModelProto;
  readonly #graph: GraphProto;
  readonly #names: Set<string>;

  constructor(model: ModelProto = emptyModel()) {
    this.#model = model;
    this.#graph = model.graph!;
    this.#names = namesIn(this.#graph);
  }

  /** The version of the operators of ONNX's own domain. */
  get opset(): number {
    const own = this.#model.opsetImport.find(({ domain }) => isOnnx(domain));
    return Number(own?.version ?? 1);
  }

  get nodes(): readonly NodeProto[] {
    return this.#graph.node;
  }

  /**
   * Takes away the graph's input `input` and gives `value`, that input or what one operation made of it, from what
   * `write` adds before all other operations.
   */
  feed(input: string, value: string, write: () => string): void {
    const { node } = this.#graph;
    this.#graph.node = [];
    this.#graph.input = this.#graph.input.filter(({ name }) => name !== input);
    const from = write();
    // Graphs inside of operations read by name too, so the name stays and its value is another.
    this.#graph.node.push(identity(from, value), ...node);
  }

  /** Takes an operation out. */
  remove(node: NodeProto): void {
    this.#graph.node = this.#graph.node.filter((one) => one !== node);
  }

  /** Declares what the caller feeds. */
  input({ name, type, shape }: OnnxPort): string {
    this.#names.add(name);
    this.#graph.input.push(valueInfo(name, type, shape));
    return name;
  }

  constant(
    wanted: string,
    values: OnnxConstant,
    shape: readonly number[] = [values.length],
  ): string {
    const name = this.#unique(wanted);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const dataType = elementTypes[typeOf(values)];
    this.#graph.initializer.push({
      name,
      dims: [...shape],
      dataType,
      rawData: bytes,
    } as TensorProto);
    return name;
  }

  /** Adds an operation of one output and returns that value's name, made unique where it is taken. */
  add(
    wanted: string,
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    const name = this.#unique(wanted);
    this.#graph.node.push({
      name,
      opType: operation,
      domain: '',
      input: [...inputs],
      output: [name],
      attribute: Object.entries(attributes).map(attributeOf),
    });
    return name;
  }

  /** Takes all operations out and gives them to `each` in their order, which puts back what shall stand there. */
  rewrite(each: (node: NodeProto) => void): void {
    const { node } = this.#graph;
    this.#graph.node = [];
    for (const one of node) each(one);
  }

  /** Puts an operation of `rewrite` back, as it was or with other inputs. */
  keep(node: NodeProto): void {
    this.#graph.node.push(node);
  }

  /** Writes the bytes of the model with the outputs that it has; constants that nothing reads are left out. */
  toBytes(): Uint8Array {
    const read = new Set(nodesOf(this.#graph).flatMap(({ input }) => input));
    this.#graph.initializer = this.#graph.initializer.filter(({ name }) => read.has(name));
    return encodeModel(this.#model);
  }

  /** Writes the bytes of the model with these outputs, each of the value that `from` names. */
  toModel(outputs: readonly (OnnxPort & { readonly from: string })[]): Uint8Array {
    for (const { name, from } of outputs) this.#identity(name, from);
    this.#graph.output = outputs.map(({ name, type, shape }) => valueInfo(name, type, shape));
    return encodeModel(this.#model);
  }

  #identity(name: string, from: string): void {
    if (name === from) return;
    if (this.#names.has(name)) throw new RangeError(`the graph has a value "${name}" already`);
    this.#names.add(name);
    this.#graph.node.push(identity(from, name));
  }

  #unique(wanted: string): string {
    let free = wanted;
    for (let i = 1; this.#names.has(free); i++) free = `${wanted}_${i}`;
    this.#names.add(free);
    return free;
  }
}

/** Returns all operations of a graph and of the graphs inside it. */
export function nodesOf(graph: GraphProto): NodeProto[] {
  return graph.node.flatMap((node) => [node, ...innerGraphs(node).flatMap(nodesOf)]);
}

export function innerGraphs(node: NodeProto): GraphProto[] {
  return node.attribute.flatMap(({ g, graphs }) => [...(g ? [g] : []), ...(graphs ?? [])]);
}

export function isOnnx(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

function identity(from: string, to: string): NodeProto {
  return { name: to, opType: 'Identity', domain: '', input: [from], output: [to], attribute: [] };
}

function emptyModel(): ModelProto {
  // Through the codec, so that every member is as it is in a model that was read.
  const opsetImport = [{ domain: '', version: ownOpset }];
  const graph = { name: 'touchstone' };
  return decodeModel(
    encodeModel({ irVersion: ownIrVersion, producerName: 'touchstone', opsetImport, graph }),
  );
}

function namesIn(graph: GraphProto): Set<string> {
  return new Set([
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ]);
}

function valueInfo(name: string, type: OnnxType, shape: readonly (number | string)[]) {
  const dim = shape.map((size) =>
    typeof size === 'number' ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } };
}

function attributeOf([name, value]: [string, OnnxAttribute]): AttributeProto {
  // Numbers of AttributeProto.AttributeType.
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: Buffer.from(value) };
  if ('real' in value) return { name, type: 1, f: value.real };
  return { name, type: 7, ints: [...value] };
}

function typeOf(values: OnnxConstant): OnnxType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof BigInt64Array) return 'int64';
  if (values instanceof Int32Array) return 'int32';
  return values instanceof Int8Array ? 'int8' : 'uint8';
}
