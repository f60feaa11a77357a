/** The tokens of what is injected but is no class of its own: `Settings` of this app, and the clock. */
export const connectorSettings = Symbol('settings of the connector');
export const clock = Symbol('clock');
