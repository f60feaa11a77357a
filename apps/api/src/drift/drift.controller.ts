import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Clock, type DriftReport, driftStatus } from '#contracts';
import { Drift, Models, Stations } from '#storage';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';

const driftQuery = z.object({ hours: z.coerce.number().min(0.1).max(744).default(24) });
/** Stretches of the picture over time, about. */
const stretches = 96;

@ApiTags('drift')
@Controller('v1/stations/:station/drift')
export class DriftController {
  constructor(
    @Inject(Drift) private readonly drift: Drift,
    @Inject(Models) private readonly models: Models,
    @Inject(Stations) private readonly stations: Stations,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether good parts have moved away from what the model learned' })
  @describes('How every test stands, and the figures over time', 200, shapes.driftReport, [400, 401, 404, 503]) // prettier-ignore
  async read(
    @Param('station', station) id: string,
    @Query({ schema: driftQuery }) { hours }: z.infer<typeof driftQuery>,
  ): Promise<DriftReport> {
    await this.stations.get(id);
    const from = new Date(this.clock.now().getTime() - hours * 3_600_000);
    const minutes = Math.max(1, Math.ceil((hours * 60) / stretches));
    const [state, model, windows, observed] = await Promise.all([
      this.drift.find(id),
      this.models.active(id),
      this.drift.windows(id, from, minutes),
      this.drift.observed(id, from),
    ]);
    const current = state !== null && state.model === model?.id;
    return {
      stationId: id,
      modelId: model?.id ?? null,
      signals: current ? z.array(driftStatus).parse(state.state['signals'] ?? []) : [],
      windows,
      promisedRate: model?.certificate.reject.expectedRate ?? null,
      observedRate: observed.parts === 0 ? null : observed.alarms / observed.parts,
      observedParts: observed.parts,
    };
  }
}
