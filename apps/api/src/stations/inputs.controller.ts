import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { InputChoices, ModelManifest, SeenInputs } from '#contracts';
import { Models, Stations } from '#storage';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { choicesBeside } from './input-choices.js';

/** Lists what a station's input may be, with the cost of each before it is chosen; the station's settings set it. */
@ApiTags('stations')
@Controller('v1/stations/:station/inputs')
export class InputsController {
  constructor(
    private readonly stations: Stations,
    private readonly models: Models,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: "The station's input, and the choices with what each costs a frame" })
  @describes('The choices, the cheapest first', 200, shapes.inputChoices, [400, 401, 404, 503])
  async read(@Param('station', station) stationId: string): Promise<InputChoices> {
    const { settings } = await this.stations.get(stationId);
    const model = await this.models.active(stationId);
    const inUse = model && inputsOf(model);
    return { stationId, settings: settings.input, inUse, choices: choicesBeside(inUse) };
  }
}

function inputsOf({ inputSize, second }: ModelManifest): SeenInputs {
  return { ...inputSize, second: second && second.inputSize };
}
