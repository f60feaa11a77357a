import protobuf from 'protobufjs/light.js';
import { onnxSchema } from './onnx-schema.js';

/** A 64-bit number, read as an object that keeps all bits; `Number(...)` gives its value. */
export type Integer = number | { toString(): string };

export interface TensorProto {
  name: string;
  dims: Integer[];
  dataType: number;
  rawData: Uint8Array;
  floatData: number[];
  int32Data: number[];
  int64Data: Integer[];
  doubleData: number[];
  externalData: { key: string; value: string }[];
  dataLocation: number;
}

export interface AttributeProto {
  name: string;
  type: number;
  f?: number;
  i?: Integer;
  s?: Uint8Array;
  t?: TensorProto;
  g?: GraphProto;
  ints?: Integer[];
  floats?: number[];
  graphs?: GraphProto[];
  tensors?: TensorProto[];
}

export interface NodeProto {
  name: string;
  opType: string;
  domain: string;
  input: string[];
  output: string[];
  attribute: AttributeProto[];
}

export interface ValueInfoProto {
  name: string;
  type: {
    tensorType: {
      elemType: number;
      shape: { dim: { dimValue?: Integer; dimParam?: string }[] } | null;
    } | null;
  } | null;
}

export interface GraphProto {
  name: string;
  node: NodeProto[];
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
  sparseInitializer: unknown[];
}

export interface ModelProto {
  irVersion: Integer;
  producerName: string;
  producerVersion: string;
  opsetImport: { domain: string; version: Integer }[];
  functions: unknown[];
  graph: GraphProto | null;
}

const root = protobuf.Root.fromJSON(onnxSchema);
const model = root.lookupType('ModelProto');

/** Reads a model from its bytes. @throws Error of protobufjs when the bytes are no such message. */
export function decodeModel(bytes: Uint8Array): ModelProto {
  return model.decode(bytes) as unknown as ModelProto;
}

/** Takes plain objects as well as decoded ones; members that are left out take no bytes. */
export function encodeModel(message: object): Uint8Array {
  return model.encode(message).finish();
}
