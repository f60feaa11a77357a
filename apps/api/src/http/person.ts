import type { FastifyRequest } from 'fastify';

const people = new WeakMap<object, string>();

/** Called once for each request whose key has a name. */
export function rememberPerson(request: FastifyRequest, name: string | null): void {
  if (name !== null) people.set(request, name);
}

/**
 * Who asks: the name of the request's key; where keys have none, the name that the request itself says. Only
 * the first can be relied on.
 */
export function personOf(request: FastifyRequest, said: string): string {
  return people.get(request) ?? said;
}
