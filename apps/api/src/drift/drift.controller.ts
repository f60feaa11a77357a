import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Clock } from '#telemetry';
import { type DriftReport, driftStatus } from '#contracts';
import { Drift, type DriftState, Models, Stations } from '#storage';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { FiguresOverTime } from './figures-over-time.js';

const driftQuery = z.object({ hours: z.coerce.number().min(0.1).max(744).default(24) });

/** The part of the state that the watcher stores which readers need. */
const watched = z.object({
  signals: z.array(driftStatus),
  observed: z.object({ rate: z.number().nullable(), parts: z.int() }),
});
const nothing = { signals: [], observed: { rate: null, parts: 0 } };

@ApiTags('drift')
@Controller('v1/stations/:station/drift')
export class DriftController {
  constructor(
    private readonly drift: Drift,
    private readonly figures: FiguresOverTime,
    private readonly models: Models,
    private readonly stations: Stations,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({
    summary: 'The drift tests: whether good parts have moved away from what the model learned',
  })
  @describes('How every test stands, and the figures over time', 200, shapes.driftReport, [400, 401, 404, 503]) // prettier-ignore
  async read(
    @Param('station', station) id: string,
    @Query({ schema: driftQuery }) { hours }: z.infer<typeof driftQuery>,
  ): Promise<DriftReport> {
    await this.stations.get(id);
    const [state, model, windows] = await Promise.all([
      this.drift.find(id),
      this.models.active(id),
      this.figures.of(id, this.clock.now(), hours),
    ]);
    const { signals, observed } = statusOf(state, model?.id);
    return {
      stationId: id,
      modelId: model?.id ?? null,
      signals,
      windows,
      promisedRate: model?.certificate.reject.expectedRate ?? null,
      observedRate: observed.rate,
      observedParts: observed.parts,
    };
  }
}

/** Returns the state of the tests; of another model than the active one nothing is shown. */
function statusOf(state: DriftState | null, model: string | undefined) {
  return state === null || state.model !== model ? nothing : watched.parse(state.state);
}
