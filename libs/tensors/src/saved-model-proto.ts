import { createRequire } from 'node:module';

// tfjs-node ships TensorFlow's protobuf classes without types; these are the setters in use here.
type Setters<Names extends string, Value> = Record<Names, (value: Value) => void>;
interface ProtoMap<Value> {
  set(key: string, value: Value): void;
}

type DimensionProto = Setters<'setSize', number>;
export type ShapeProto = Setters<'addDim', DimensionProto>;
export type TensorProto = Setters<'setDtype', number> &
  Setters<'setTensorShape', ShapeProto> &
  Setters<'setTensorContent', Uint8Array>;
export type ListProto = Setters<'setIList', number[]> & Setters<'setSList', Uint8Array[]>;
export type AttributeProto = Setters<'setType' | 'setI' | 'setF', number> &
  Setters<'setS', Uint8Array> &
  Setters<'setB', boolean> &
  Setters<'setShape', ShapeProto> &
  Setters<'setTensor', TensorProto> &
  Setters<'setList', ListProto>;
export type NodeProto = Setters<'setName' | 'setOp', string> &
  Setters<'setInputList', string[]> & {
    getName(): string;
    getAttrMap(): ProtoMap<AttributeProto>;
  };
type VersionsProto = Setters<'setProducer' | 'setMinConsumer', number>;
type GraphProto = Setters<'setNodeList', NodeProto[]> & Setters<'setVersions', VersionsProto>;
type PortProto = Setters<'setName', string> &
  Setters<'setDtype', number> &
  Setters<'setTensorShape', ShapeProto>;
type SignatureProto = Setters<'setMethodName', string> & {
  getInputsMap(): ProtoMap<PortProto>;
  getOutputsMap(): ProtoMap<PortProto>;
};
type MetaInfoProto = Setters<'addTags', string>;
type MetaGraphProto = Setters<'setMetaInfoDef', MetaInfoProto> &
  Setters<'setGraphDef', GraphProto> & { getSignatureDefMap(): ProtoMap<SignatureProto> };
type SavedModelProto = Setters<'setSavedModelSchemaVersion', number> &
  Setters<'addMetaGraphs', MetaGraphProto> & { serializeBinary(): Uint8Array };

interface ProtoClasses {
  AttrValue: { new (): AttributeProto; ListValue: new () => ListProto };
  GraphDef: new () => GraphProto;
  MetaGraphDef: { new (): MetaGraphProto; MetaInfoDef: new () => MetaInfoProto };
  NodeDef: new () => NodeProto;
  SavedModel: new () => SavedModelProto;
  SignatureDef: new () => SignatureProto;
  Tensor: new () => TensorProto;
  TensorInfo: new () => PortProto;
  TensorShape: { new (): ShapeProto; Dim: new () => DimensionProto };
  VersionDef: new () => VersionsProto;
}

const require = createRequire(import.meta.url);

/** Returns TensorFlow's SavedModel messages (tensorflow/core/protobuf/saved_model.proto); needs no native library. */
export function savedModelProto(): ProtoClasses {
  return require('@tensorflow/tfjs-node/dist/proto/api_pb.js') as ProtoClasses;
}
