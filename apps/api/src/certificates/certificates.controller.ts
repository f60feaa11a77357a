import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { certificatePage } from '#reports';
import { type Clock } from '#telemetry';
import {
  type LimitsByHand,
  type ModelCertificate,
  type ModelManifest,
  type ModelState,
  type SmallestDefect,
  type SmallestDefectOf,
  type Station,
  TouchstoneError,
} from '#contracts';
import { Models, SmallestDefects, Stations } from '#storage';
import { Needs } from '../http/access/needs.js';
import { model, station } from '../http/schemas.js';
import { describes, raw } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { CertificatePictures } from './certificate-pictures.js';

/** The routes of what a model promises, for machines and for people. */
@ApiTags('models')
@Controller('v1/stations/:station/models/:model')
export class CertificatesController {
  constructor(
    private readonly models: Models,
    private readonly stations: Stations,
    private readonly pictures: CertificatePictures,
    private readonly detections: SmallestDefects,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get('certificate')
  @Needs('viewer')
  @ApiOperation({ summary: "A model's certificate, with what ties it to the model" })
  @describes('The certificate', 200, shapes.modelCertificate, [400, 401, 404, 503])
  async read(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
  ): Promise<ModelCertificate> {
    return toCertificate(await this.find(stationId, modelId));
  }

  @Get('smallest-defect')
  @Needs('viewer')
  @ApiOperation({
    summary: 'Which pasted marks the model finds, by size, contrast and place: synthetic',
  })
  @describes('As it was found out last; null where nobody asked', 200, shapes.smallestDefectOf, [400, 401, 404, 503]) // prettier-ignore
  async smallest(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
  ): Promise<SmallestDefectOf> {
    const { smallestDefect } = await this.find(stationId, modelId);
    return { modelId, found: smallestDefect };
  }

  @Get('certificate.html')
  @Needs('viewer')
  @ApiOperation({ summary: 'The same as a page to print and sign, whole in itself' })
  @raw('The page', ['text/html'], [400, 401, 404, 503])
  async page(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const {
      manifest,
      state,
      byHand,
      smallestDefect,
      station: at,
    } = await this.find(stationId, modelId);
    const page = certificatePage({
      manifest,
      state,
      byHand,
      smallestDefect,
      station: { id: at.id, title: at.settings.title, targets: at.settings.targets },
      pictures: await this.pictures.of(manifest),
      printedAt: this.clock.now().toISOString(),
    });
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .send(page);
  }

  private async find(stationId: string, modelId: string): Promise<Certified> {
    const found = await this.stations.get(stationId);
    const manifest = await this.models.find(modelId);
    const summary = (await this.models.list(stationId)).find(({ id }) => id === modelId);
    if (manifest && summary) {
      const { state, limitsByHand: byHand } = summary;
      const smallestDefect = await this.detections.of(modelId);
      return { manifest, state, byHand, smallestDefect, station: found };
    }
    throw new TouchstoneError('model-not-found', `station ${stationId} has no model ${modelId}`);
  }
}

/** The page has no script and loads nothing: the browser is told, too. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

interface Certified {
  readonly manifest: ModelManifest;
  readonly state: ModelState;
  readonly byHand: LimitsByHand | null;
  readonly smallestDefect: SmallestDefect | null;
  readonly station: Station;
}

function toCertificate({
  manifest,
  state,
  byHand,
  smallestDefect,
  station: at,
}: Certified): ModelCertificate {
  const { id, station: stationId, version, madeAt, backbone, inputSize, score, limits } = manifest;
  const { sha256, rows, dimensions, settings } = manifest.bank;
  return {
    station: stationId,
    stationTitle: at.settings.title,
    modelId: id,
    version,
    madeAt,
    state,
    limitsByHand: byHand,
    extends: manifest.extends,
    backbone,
    inputSize,
    secondInput: manifest.second?.inputSize ?? null,
    score,
    bank: { sha256, rows, dimensions, settings },
    limits,
    certificate: manifest.certificate,
    smallestDefect,
    links: { page: `/v1/stations/${stationId}/models/${id}/certificate.html` },
  };
}
