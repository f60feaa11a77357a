export {
  loadTensorRuntime,
  type BackendName,
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
export type {
  LayersModel,
  SymbolicTensor,
  Tensor,
  Tensor2D,
  Tensor3D,
  Tensor4D,
} from './tensor-runtime.js';
