import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ModelManifest, type ModelSummary, TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { Models, Stations } from '#storage';
import { LOG, type Log } from '#telemetry';
import { model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { KnownStations } from './known-stations.js';

@ApiTags('models')
@Controller('v1/stations/:station/models')
export class ModelsController {
  constructor(
    @Inject(Models) private readonly models: Models,
    @Inject(Stations) private readonly stations: Stations,
    @Inject(KnownStations) private readonly known: KnownStations,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get()
  @ApiOperation({ summary: "The station's models, newest version first" })
  @describes('All of them', 200, shapes.models, [400, 401, 404, 503])
  async list(@Param('station', station) id: string): Promise<{ items: ModelSummary[] }> {
    await this.stations.get(id);
    return { items: await this.models.list(id) };
  }

  @Get(':model')
  @ApiOperation({
    summary: "A model's manifest: its backbone, bank, region, limits and certificate",
  })
  @describes('The manifest', 200, shapes.modelManifest, [400, 401, 404, 503])
  async read(
    @Param('station', station) id: string,
    @Param('model', model) modelId: string,
  ): Promise<ModelManifest> {
    const manifest = await this.models.find(modelId);
    if (manifest?.station === id) return manifest;
    throw new TouchstoneError('model-not-found', `station ${id} has no model ${modelId}`);
  }

  @Post(':model/activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a model the active one; also the way back to an earlier version' })
  @describes('The model, now active', 200, shapes.modelSummary, [400, 401, 404, 503])
  async activate(
    @Param('station', station) id: string,
    @Param('model', model) modelId: string,
  ): Promise<ModelSummary> {
    await this.stations.get(id);
    const active = await this.models.activate(id, modelId);
    this.known.forget(id);
    await this.announce(id, active);
    return active;
  }

  /** Workers see the change in the records within a second or two also when nobody tells them. */
  private async announce(stationId: string, { id, version }: ModelSummary): Promise<void> {
    try {
      await this.events.publish({ type: 'model-activated', stationId, modelId: id, version });
    } catch (error) {
      this.log.warn(`the activation of model ${id} was not announced: ${String(error)}`);
    }
  }
}
