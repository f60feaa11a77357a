import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  type JudgedPicture,
  type Page,
  type RefusedFile,
  type TestPicture,
  testPictureFacts,
  testPictureOfReview,
  type TestPictureOfReview,
  type testPictureQuery,
} from '#contracts';
import { Stations } from '#storage';
import { Teller } from '../events/teller.js';
import { Needs } from '../http/access/needs.js';
import { Asker, Person } from '../http/access/asker.js';
import {
  byPerson,
  station,
  testPicture,
  testPictureList,
  validationFailure,
} from '../http/schemas.js';
import { checkFiles, keepFiles } from '../ingest/checked-files.js';
import { readUpload, type Upload } from '../ingest/upload.js';
import { describes, imageBody } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { AddTestPictures } from './add-test-pictures.js';
import { ReadTestSet } from './read-test-set.js';

type Added = (TestPicture & { warnings: string[] }) | RefusedFile;

/** The routes of a station's test set: pictures of known parts that nothing is learned from. */
@ApiTags('test sets')
@Controller('v1/stations/:station/test-set')
export class TestSetsController {
  constructor(
    private readonly adding: AddTestPictures,
    private readonly reading: ReadTestSet,
    private readonly stations: Stations,
    private readonly teller: Teller,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  @Post()
  @Needs('engineer')
  @HttpCode(201)
  @imageBody(
    'Add one picture of a known part as the body, or several as multipart/form-data; what is said of them may be fields too',
  )
  @ApiQuery({ name: 'known', enum: ['good', 'bad'], required: false })
  @ApiQuery({ name: 'kind', required: false, description: "The kind of a bad part's defect" })
  @ApiQuery({ name: 'region', required: false, description: 'x,y,width,height as fractions' })
  @ApiQuery({ name: 'file', required: false, description: 'The name of a file sent as the body' })
  @ApiQuery({ name: 'by', required: false })
  @describes(
    'Added; a picture that is a normal of the station is refused by name',
    201,
    shapes.testPictureAdded,
    [400, 401, 404, 413, 415, 422, 503],
  )
  @describes('The test set had these very bytes already', 200, shapes.testPictureAdded)
  async add(
    @Param('station', station) stationId: string,
    @Query() query: Record<string, unknown>,
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Added | Added[]> {
    await this.stations.get(stationId);
    const upload = await readUpload(request, this.settings.maxBytes);
    const said = saidOf(upload, query);
    // As with normals: one that cannot be decoded would be missed by every judging.
    const files = await checkFiles(upload, this.settings.maxPixels, { decoded: true });
    const by = asker.nameOr(said.by);
    let anyFresh = false;
    const answers: Added[] = await keepFiles(files, upload.names, async (image, index) => {
      const fileName = upload.names[index] ?? said.file ?? null;
      const { partId = null, lot = null } = upload.facts;
      const of = { known: said.known, kind: said.kind, region: said.region, fileName, by };
      const { picture, fresh } = await this.adding.add(stationId, image, { ...of, partId, lot });
      anyFresh ||= fresh;
      return { ...picture, warnings: upload.warnings };
    });
    if (anyFresh) await this.teller.stationChanged(stationId, 'test-set');
    else void reply.code(200);
    return upload.multipart ? answers : answers[0]!;
  }

  @Post('from-review')
  @Needs('engineer')
  @HttpCode(201)
  @ApiOperation({
    summary:
      'Add the picture of a reviewed frame, good or bad as a person answered, with name and region',
  })
  @describes('Added', 201, shapes.testPicture, [400, 401, 404, 410, 422, 503])
  @describes('The test set had these very bytes already', 200, shapes.testPicture)
  async addReviewed(
    @Param('station', station) stationId: string,
    @Body({ schema: testPictureOfReview }) asked: TestPictureOfReview,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestPicture> {
    const by = asker.nameOr(asked.by);
    const { picture, fresh } = await this.adding.addReviewed(stationId, asked.frameId, by);
    if (fresh) await this.teller.stationChanged(stationId, 'test-set');
    else void reply.code(200);
    return picture;
  }

  @Get()
  @Needs('viewer')
  @ApiOperation({
    summary: 'The pictures, newest first, each with the verdict of the active model or of ?model=',
  })
  @describes('One page', 200, shapes.judgedPictures, [400, 401, 404, 503])
  async list(
    @Param('station', station) stationId: string,
    @Query(testPictureList) query: z.infer<typeof testPictureQuery>,
  ): Promise<Page<JudgedPicture>> {
    return this.reading.list(stationId, query);
  }

  @Put(':picture/mask')
  @Needs('engineer')
  @imageBody("Set a bad part's mask: white where the defect is, over the whole picture")
  @describes('The picture', 200, shapes.testPicture, [400, 401, 404, 413, 415, 422, 503])
  async setMask(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
  ): Promise<TestPicture> {
    const upload = await readUpload(request, this.settings.maxBytes);
    const [file] = await checkFiles(upload, this.settings.maxPixels, { decoded: true });
    if (file === undefined || 'refused' in file)
      throw validationFailure([{ message: 'one mask is expected, as the body' }]);
    const changed = await this.adding.setMask(stationId, id, file.image, asker.nameOr(by));
    await this.teller.stationChanged(stationId, 'test-set');
    return changed;
  }

  @Delete(':picture')
  @Needs('engineer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a picture out of the test set, with all scores of it' })
  @describes('Gone', 204, null, [400, 401, 404, 503])
  async delete(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<void> {
    await this.adding.delete(stationId, id, asker.nameOr(by));
    await this.teller.stationChanged(stationId, 'test-set');
  }
}

/** Fields of the form say more than the address. @throws TouchstoneError validation-failed */
function saidOf({ fields }: Upload, query: Record<string, unknown>) {
  const parsed = testPictureFacts.safeParse({ ...query, ...filled(fields) });
  if (parsed.success) return parsed.data;
  throw validationFailure(parsed.error.issues);
}

/** An empty field of a form says nothing. */
function filled(fields: Upload['fields']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
