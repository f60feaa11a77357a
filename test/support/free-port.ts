import { freePort as freePortOf } from '../../apps/launcher/src/ports.js';

/**
 * Returns a port of loopback that was free a moment ago, below those of outgoing connections: while a test's server is
 * down, a client that keeps connecting could be given its port and so meet itself.
 */
export function freePort(): Promise<number> {
  return freePortOf('127.0.0.1');
}
