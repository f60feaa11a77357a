import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Addressed, Named } from './routes.js';

declare const ofTheApi: unique symbol;

/**
 * The address at which the API answers: for an `<img>`, a link, or a line that a person copies. Only `addressOf` makes
 * one.
 */
export type Address = string & { readonly [ofTheApi]: true };

/** Returns the address of what a path and its parameters name, relative to the API's own. */
export function addressOf<P extends Addressed>(path: P, named: Named<P>): Address {
  return createFinalURL(path, {
    baseUrl: '',
    params: named,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  }) as Address;
}

/**
 * Returns the same address under another name. A browser shows what it has under a name without asking: what changed
 * is seen under another `turn`.
 */
export function anew(address: Address, turn: number): Address {
  return `${address}${address.includes('?') ? '&' : '?'}turn=${turn}` as Address;
}
