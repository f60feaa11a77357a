import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { stationId } from '#contracts';
import { AddNormal } from '../normals/add-normal.js';
import { KnownStations } from '../stations/known-stations.js';
import { Backlog } from './backlog.js';

const framesRoute = '/v1/stations/:station/frames';
/** Routes that take pictures of known parts: nothing but the station can turn them away. */
const knownPartRoutes = ['/v1/stations/:station/normals', '/v1/stations/:station/test-set'];

/**
 * Turns pictures away before their bytes are read, where the station alone says that they cannot be taken: there is
 * none, it has no model, too many of its frames wait.
 */
@Injectable()
export class Door {
  constructor(
    private readonly stations: KnownStations,
    private readonly backlog: Backlog,
    private readonly adding: AddNormal,
  ) {}

  guard(server: FastifyInstance): void {
    server.addHook('onRequest', async (request) => {
      if (request.method !== 'POST') return;
      const station = stationOf(request);
      if (station === undefined) return;
      const { url = '' } = request.routeOptions;
      if (url === framesRoute) await this.refuseFrame(station, request);
      if (knownPartRoutes.includes(url)) await this.adding.stationMustExist(station);
    });
  }

  /** A repeat of a frame that was taken is answered as it was, however many wait; only its key tells that it is one. */
  private async refuseFrame(id: string, { headers }: FastifyRequest): Promise<void> {
    const { settings } = await this.stations.active(id);
    if (headers['idempotency-key'] === undefined)
      await this.backlog.refuseWhenFull(id, settings.backlogLimit);
  }
}

/**
 * Returns the route's station; undefined for what is no station's id, which the route itself refuses, with the reason.
 */
function stationOf({ params }: FastifyRequest): string | undefined {
  const { station } = params as { station?: unknown };
  return stationId.safeParse(station).data;
}
