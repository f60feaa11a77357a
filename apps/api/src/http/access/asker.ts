import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The asker whose key the request carries. The name is null where the key has none, and where no key is needed. */
export class Asker {
  constructor(readonly name: string | null) {}

  /** Returns the name that the key proves; where it proves none, the name that the request itself says. */
  nameOr(said: string): string {
    return this.name ?? said;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The asker; null until the request was let in. */
    asker: Asker | null;
  }
  interface FastifyContextConfig {
    /** Set where the route needs no key. */
    public?: boolean;
  }
}

/** Hands a route's method the `Asker` of its request. */
export const Person = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().asker,
);
