import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Says of a route that it needs no key. Every other route of the API needs one, so this word stands at the route
 * itself and is on nothing but health and metrics.
 */
export function Public(): MethodDecorator {
  return RouteConfig({ public: true });
}
