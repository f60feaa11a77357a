import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ModelManifest, type ModelSummary, TouchstoneError } from '#contracts';
import { Blobs, Models, Stations } from '#storage';
import { Needs } from '../http/access/needs.js';
import { model, station } from '../http/schemas.js';
import { describes, raw } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Pictures } from '../reading/pictures.js';

@ApiTags('models')
@Controller('v1/stations/:station/models')
export class ModelsController {
  constructor(
    private readonly models: Models,
    private readonly stations: Stations,
    private readonly blobs: Blobs,
    private readonly pictures: Pictures,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: "The station's models, newest version first" })
  @describes('All of them', 200, shapes.models, [400, 401, 404, 503])
  async list(@Param('station', station) id: string): Promise<{ items: ModelSummary[] }> {
    await this.stations.get(id);
    return { items: await this.models.list(id) };
  }

  @Get(':model')
  @Needs('viewer')
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

  @Get(':model/bank')
  @Needs('viewer')
  @ApiOperation({ summary: "A model's memory bank, a safetensors file: what a replay scores with" })
  @raw('The bytes', ['application/octet-stream'], [400, 401, 404, 503])
  async bank(
    @Param('station', station) id: string,
    @Param('model', model) modelId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bank } = await this.read(id, modelId);
    await this.send(bank, request, reply);
  }

  @Get(':model/second-bank')
  @Needs('viewer')
  @ApiOperation({ summary: "The memory bank of a model's second input, a safetensors file" })
  @raw('The bytes', ['application/octet-stream'], [400, 401, 404, 503])
  async secondBank(
    @Param('station', station) id: string,
    @Param('model', model) modelId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { second } = await this.read(id, modelId);
    if (second !== null) return this.send(second.bank, request, reply);
    throw new TouchstoneError('model-not-found', `model ${modelId} of station ${id} has one input, and no second bank`); // prettier-ignore
  }

  private async send(
    { sha256, blob }: { sha256: string; blob: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const kind = { name: sha256, mediaType: 'application/octet-stream' };
    await this.pictures.send(kind, request, reply, () => this.blobs.get(blob));
  }
}
