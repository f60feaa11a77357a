export {
  loadTensorRuntime,
  type BackendName,
  type NativeTf,
  type TensorRuntime,
  type Tf,
} from './tensor-runtime.js';
