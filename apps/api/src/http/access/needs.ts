import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Need } from '#contracts';
import { problemAnswer } from '../../openapi/describe.js';

/** The way in which a route keeps to the stations that somebody may see. */
export interface StationRule {
  /**
   * `named`: the path, a record's id or `?station=` names it, and a route that names none is refused to who may see some
   * only. `filtered`: the route itself leaves out what they may not see. `asked`: `?station=` must be there, since the
   * record's own station is not all that the answer shows.
   */
  readonly stations?: 'named' | 'filtered' | 'asked';
}

declare module 'fastify' {
  interface FastifyContextConfig extends StationRule {
    /** The need that the route states: the lowest role, or `ingest`, or `nothing`. */
    needs?: Need;
  }
}

/** The name under which /openapi.json states the need of a route. */
export const needExtension = 'x-needs';

/**
 * States what a route needs of who asks: the lowest role that may use it. A route that states nothing keeps the API from
 * starting.
 */
export function Needs(need: Need, rule: StationRule = {}): MethodDecorator {
  const refusal = need === 'nothing' ? [] : [problemAnswer(403)];
  return applyDecorators(
    RouteConfig({ needs: need, ...rule }),
    ApiExtension(needExtension, need),
    ...refusal,
  );
}

/** Returns the need of the route that was matched; one that states none is for administrators alone. */
export function needOf({ routeOptions: { config } }: FastifyRequest): Need {
  if (config?.public === true) return 'nothing';
  return config?.needs ?? 'administrator';
}

/** Looks at every route of a server, and knows those that state no need. */
export class StatedNeeds {
  private readonly routes: RouteOptions[] = [];

  /** Before any route is added. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', (route) => void this.routes.push(route));
  }

  /**
   * Throws an Error that names each route which states no need, and says what to add. After all routes were added.
   */
  refuseUnstated(): void {
    const unstated = this.routes
      .filter(({ config }) => config?.public !== true && config?.needs === undefined)
      .map(({ method, url }) => `${[method].flat().join(',')} ${url}`);
    if (unstated.length === 0) return;
    throw new Error(
      `these routes do not state what they need: ${[...new Set(unstated)].join('; ')}. Add ` +
        "@Needs('viewer'), or 'operator', 'engineer', 'administrator', 'ingest', above each of their methods " +
        '(CONTRIBUTING.md, "A route")',
    );
  }
}
