/**
 * The tokens of what is injected but is no class of its own: `Settings` of this app, `TensorRuntime` of the process.
 */
export const workerSettings = Symbol('settings of the worker');
export const tensorRuntime = Symbol('tensor runtime');
