/** Injection tokens of what is no class of its own: `Settings` of this app, and the `Clock`. */
export const apiSettings = Symbol('settings of the API');
export const clock = Symbol('clock');
