import { AsyncLocalStorage } from 'node:async_hooks';

/** The frame and the station that a log line is about, beside its message. */
export interface LogFacts {
  frameId?: string;
  stationId?: string;
}

const current = new AsyncLocalStorage<LogFacts>();

/**
 * Runs the work so that every line that is logged in it, however deep, carries these facts. They follow the work over
 * its promises; work that several frames share, such as a batch, carries the facts of the frame that began it.
 */
export function loggedAbout<T>(facts: LogFacts, work: () => T): T {
  return current.run({ ...current.getStore(), ...facts }, work);
}

/** Returns the facts of the work that logs just now. */
export function factsOfLog(): LogFacts {
  return current.getStore() ?? {};
}
