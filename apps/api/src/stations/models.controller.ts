import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ModelManifest, type ModelSummary, TouchstoneError } from '#contracts';
import { Models, Stations } from '#storage';
import { model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';

@ApiTags('models')
@Controller('v1/stations/:station/models')
export class ModelsController {
  constructor(
    @Inject(Models) private readonly models: Models,
    @Inject(Stations) private readonly stations: Stations,
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
}
