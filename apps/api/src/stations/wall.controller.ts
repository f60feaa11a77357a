import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type StationTile, type Wall, wallQuery } from '#contracts';
import { AllGates, Frames, StationTiles } from '#storage';
import { type Clock } from '#telemetry';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';

const asked = { schema: wallQuery };
const noChallenge: StationTile['gate'] = {
  open: true,
  why: 'no challenge is required',
  until: null,
};

/** All stations at a glance, in one answer however many there are. */
@ApiTags('stations')
@Controller('v1/wall')
export class WallController {
  constructor(
    private readonly tiles: StationTiles,
    private readonly gates: AllGates,
    private readonly frames: Frames,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({
    summary: 'Every station at a glance: last frame, alarm rate, gate, camera, job, open alerts',
  })
  @describes('The stations, by name', 200, shapes.wall, [400, 401, 503])
  async read(
    @Query(asked) { station }: z.infer<typeof wallQuery>,
    @Person() asker: Asker,
  ): Promise<Wall> {
    const now = this.clock.now();
    const [tiles, gates, waiting] = await Promise.all([
      this.tiles.read(now, station),
      this.gates.read(now),
      this.frames.waiting(),
    ]);
    const waits = new Map(waiting.map((one) => [one.stationId, one]));
    const seen = tiles.filter(({ stationId }) => asker.sees(stationId));
    const items = seen.map((tile) => {
      const { open, why, until } = gates.get(tile.stationId) ?? noChallenge;
      return { ...tile, gate: { open, why, until }, waiting: waits.get(tile.stationId) ?? null };
    });
    return { at: now.toISOString(), items };
  }
}
