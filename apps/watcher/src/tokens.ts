/** The tokens of what is injected but is no class of its own: `Settings` of this app, and the clock. */
export const watcherSettings = Symbol('settings of the watcher');
export const clock = Symbol('clock');
