import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { type OwnedKind, StationsOf } from '#storage';
import type { Asker } from './asker.js';

/** The parameters of paths that name a record by an id alone, and what it is. */
const owned: Readonly<Record<string, OwnedKind>> = {
  frame: 'frame',
  // An alert's id is its frame's.
  alert: 'frame',
  review: 'review',
  calibration: 'job',
  rehearsal: 'job',
  analysis: 'job',
};

const id = z.uuid();

/** Keeps who may see some stations only from all others, wherever a route names one. */
@Injectable()
export class SeenStations {
  constructor(private readonly stationsOf: StationsOf) {}

  /**
   * Throws `forbidden` when the route names a station that the asker may not see, or names none where it must. A record
   * that is not there is let through, for the route to say so.
   */
  async refuse(request: FastifyRequest, asker: Asker): Promise<void> {
    const { stations, needs } = request.routeOptions.config;
    if (asker.stations === null || needs === 'nothing') return;
    const named = await this.named(request);
    const unseen = named.find((station) => !asker.sees(station));
    if (unseen !== undefined) throw notSeen(asker, `station ${unseen.slice(0, 63)}`);
    if (stations === 'filtered') return;
    const mustAsk = stations === 'asked' || !this.namesOne(request);
    if (mustAsk && askedStation(request) === undefined)
      throw notSeen(asker, 'all stations at once; ask for one with ?station=');
  }

  /** Returns the stations that path and query name. */
  private async named(request: FastifyRequest): Promise<string[]> {
    const params = paramsOf(request);
    const records = Object.entries(params)
      .filter(([name, value]) => owned[name] !== undefined && id.safeParse(value).success)
      .map(([name, value]) => this.stationsOf.find(owned[name]!, value));
    const found = [params['station'], askedStation(request), ...(await Promise.all(records))];
    return found.filter((one) => one !== undefined);
  }

  private namesOne(request: FastifyRequest): boolean {
    return Object.keys(paramsOf(request)).some((name) => name === 'station' || owned[name]);
  }
}

function paramsOf({ params }: FastifyRequest): Record<string, string> {
  return (params ?? {}) as Record<string, string>;
}

/** Returns the station that the query asks for; undefined for none, and for a list, which every route refuses. */
function askedStation({ query }: FastifyRequest): string | undefined {
  const { station } = (query ?? {}) as { station?: unknown };
  return typeof station === 'string' ? station : undefined;
}

function notSeen(asker: Asker, what: string): TouchstoneError {
  return new TouchstoneError(
    'forbidden',
    `${asker.inWords()}, may see ${asker.stations!.slice(0, 20).join(', ')} only, not ${what}`,
    { facts: { stations: asker.stations } },
  );
}
