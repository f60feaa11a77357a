/**
 * The tokens of what is injected but is no class of its own: `Settings` of this app, `TensorRuntime` of the process.
 */
export const calibratorSettings = Symbol('settings of the calibrator');
export const tensorRuntime = Symbol('tensor runtime');
export const clock = Symbol('clock');
