import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Named, PathOf } from './routes.js';

declare const ofTheApi: unique symbol;

/**
 * The address at which the API answers to a GET: for an `<img>`, a link, or a line that a person copies. Only
 * `addressOf` makes one.
 */
export type Address = string & { readonly [ofTheApi]: true };

/** Returns the address of what a path and its parameters name, relative to the API's own. */
export function addressOf<P extends PathOf<'get'>>(path: P, named: Named<P>): Address {
  return createFinalURL(path, {
    baseUrl: '',
    params: named,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  }) as Address;
}
