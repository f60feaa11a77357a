import { TouchstoneError } from './errors.js';

/** Decides whether a host name or address means this machine itself, whatever any name server says. */
export function isLoopback(host: string): boolean {
  if (host === '[::1]' || host === '::1') return true;
  return /^127(\.\d{1,3}){3}$/.test(host) || /^(.+\.)?localhost$/.test(host);
}

/**
 * Refuses to listen where others on the network can reach the API while nothing proves who asks, since it is open to
 * whoever reaches it then. `isShut`: a key stands in the settings, or there is an administrator's account.
 * @throws TouchstoneError validation-failed saying the one command that makes the first administrator.
 */
export function refuseOpenToNetwork(host: string, isShut: boolean): void {
  if (isShut || isLoopback(host)) return;
  throw new TouchstoneError(
    'validation-failed',
    `TOUCHSTONE_HOST is ${host}: others on the network can reach the API there, and there is no account and no key is set. ` +
      'Make the first administrator with "npm run touchstone -- people add <name> --administrator", or set ' +
      'TOUCHSTONE_API_KEYS=<name>=<key> (make a key with "openssl rand -hex 24"), or TOUCHSTONE_HOST=127.0.0.1',
  );
}
