import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Normal, normalQuery, Page, RefusedFile } from '#contracts';
import { Normals } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { frame, normalList, picture, type pictureQuery, station } from '../http/schemas.js';
import { checkFiles, keepFiles } from '../ingest/checked-files.js';
import { readUpload } from '../ingest/upload.js';
import { describes, imageBody, pictures } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Teller } from '../events/teller.js';
import { Pictures } from '../reading/pictures.js';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { AddNormal } from './add-normal.js';
import { DeleteNormal } from './delete-normal.js';

type Added = (Normal & { warnings: string[] }) | RefusedFile;

@ApiTags('normals')
@Controller('v1/stations/:station/normals')
export class NormalsController {
  constructor(
    private readonly adding: AddNormal,
    private readonly normals: Normals,
    private readonly deleting: DeleteNormal,
    private readonly teller: Teller,
    private readonly pictures: Pictures,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  @Post()
  @Needs('engineer')
  @HttpCode(201)
  @imageBody('Add one frame of a good part as the body, or several as multipart/form-data')
  @describes(
    'Added; with state "quarantined" and findings where its picture is not like the others',
    201,
    shapes.normalAdded,
    [400, 401, 404, 413, 415, 422, 503],
  )
  @describes('The station had these very bytes already', 200, shapes.normalAdded)
  async add(
    @Param('station', station) stationId: string,
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Added | Added[]> {
    await this.adding.stationMustExist(stationId);
    const upload = await readUpload(request, this.settings.maxBytes);
    // Normals are few, and one that cannot be decoded would be missed by every calibration.
    const files = await checkFiles(upload, this.settings.maxPixels, { decoded: true });
    const by = asker.nameOr('operator');
    let anyFresh = false;
    const answers: Added[] = await keepFiles(files, upload.names, async (image) => {
      const { normal, fresh } = await this.adding.add(stationId, image, upload.facts, by);
      anyFresh ||= fresh;
      return { ...normal, warnings: upload.warnings };
    });
    if (anyFresh) await this.teller.stationChanged(stationId, 'normals');
    else void reply.code(200);
    return upload.multipart ? answers : answers[0]!;
  }

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: "The station's normals, newest first; ?state=in for those that teach" })
  @describes('One page', 200, shapes.normals, [400, 401, 404, 503])
  async list(
    @Param('station', station) stationId: string,
    @Query(normalList) query: z.infer<typeof normalQuery>,
  ): Promise<Page<Normal>> {
    await this.adding.stationMustExist(stationId);
    return this.normals.list({ station: stationId, ...query });
  }

  @Delete(':normal')
  @Needs('engineer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a normal; models that learned from it stay as they are' })
  @describes('Gone', 204, null, [400, 401, 404, 503])
  async delete(
    @Param('station', station) stationId: string,
    @Param('normal', frame) id: string,
    @Person() asker: Asker,
  ): Promise<void> {
    await this.deleting.delete(stationId, id, asker);
    await this.teller.stationChanged(stationId, 'normals');
  }

  @Get(':normal/image')
  @Needs('viewer')
  @pictures('The bytes as they were sent', ['image/*'], [400, 401, 404, 503])
  async image(
    @Param('station', station) stationId: string,
    @Param('normal', frame) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.original(await this.deleting.find(stationId, id), request, reply);
  }

  @Get(':normal/thumbnail')
  @Needs('viewer')
  @pictures('A small JPEG', ['image/jpeg'], [400, 401, 404, 503])
  async thumbnail(
    @Param('station', station) stationId: string,
    @Param('normal', frame) id: string,
    @Query(picture) { side }: z.infer<typeof pictureQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.thumbnail(await this.deleting.find(stationId, id), side, request, reply);
  }
}
