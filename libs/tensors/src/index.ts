export {
  loadTensorRuntime,
  type BackendName,
  type EngineName,
  type EngineWish,
  type NativeTf,
  type TensorRuntime,
  type Tf,
} from './tensor-runtime.js';
export {
  FrozenGraph,
  type GraphAttribute,
  type GraphPort,
  type GraphType,
} from './frozen-graph.js';
export { engineFacts, engineSentences } from './engine-words.js';
export {
  innerGraphs,
  nodesOf,
  OnnxGraph,
  type OnnxAttribute,
  type OnnxConstant,
  type OnnxPort,
} from './onnx/onnx-graph.js';
export {
  inputsOf,
  numbersOf,
  readOnnxModel,
  writeOnnxModel,
  type OnnxInput,
  type OnnxModel,
} from './onnx/onnx-model.js';
export type { NodeProto, TensorProto, ValueInfoProto } from './onnx/onnx-messages.js';
export type { OnnxType } from './onnx/onnx-types.js';
export type { OnnxRuntime, OnnxSession, OnnxValue } from './onnx/onnx-runtime.js';
export type {
  LayersModel,
  SymbolicTensor,
  Tensor,
  Tensor2D,
  Tensor3D,
  Tensor4D,
} from './tensor-runtime.js';
