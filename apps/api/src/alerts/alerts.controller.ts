import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type acknowledgement,
  type Alert,
  type alertQuery,
  type AlertsAnswer,
  alertsAnswer,
  type AlertsAnswered,
  type OpenAlerts,
  type Page,
} from '#contracts';
import { Alerts, Families } from '#storage';
import { Teller } from '../events/teller.js';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { acknowledging, alertList, frame } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { AnswerAlerts } from './answer-alerts.js';

@ApiTags('alerts')
@Controller('v1/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: Alerts,
    private readonly families: Families,
    private readonly teller: Teller,
    private readonly changes: Changes,
    private readonly answers: AnswerAlerts,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'Alerts, newest first' })
  @describes('One page', 200, shapes.alerts, [400, 401, 503])
  async list(
    @Query(alertList) query: z.infer<typeof alertQuery>,
    @Person() { stations }: Asker,
  ): Promise<Page<Alert>> {
    const { items, next } = await this.alerts.list({ ...query, stations });
    const looks = await this.families.looksOf(items.map(({ id }) => id));
    return { items: items.map((alert) => ({ ...alert, look: looks.get(alert.id) ?? null })), next };
  }

  @Get('open')
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'How many alerts wait for an acknowledgement, by station' })
  @describes('The counts', 200, shapes.openAlerts, [401, 503])
  async open(@Person() { stations }: Asker): Promise<OpenAlerts> {
    return this.alerts.open(stations);
  }

  @Post('acknowledge')
  @Needs('operator', { stations: 'filtered' })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Acknowledge several alerts with one reason, or answer each of their frames as well',
  })
  @describes('Each of them, or why not', 200, shapes.alertsAnswered, [400, 401, 415, 503])
  async acknowledgeAll(
    @Body({ schema: alertsAnswer }) asked: AlertsAnswer,
    @Person() asker: Asker,
  ): Promise<AlertsAnswered> {
    return this.answers.answer(asked, asker);
  }

  @Get(':alert')
  @Needs('viewer')
  @ApiOperation({ summary: 'One alert' })
  @describes('The alert', 200, shapes.alert, [400, 401, 404, 503])
  async read(@Param('alert', frame) id: string): Promise<Alert> {
    return this.withLook(await this.alerts.get(id));
  }

  @Post(':alert/acknowledge')
  @Needs('operator')
  @HttpCode(200)
  @ApiOperation({ summary: 'Acknowledge an alert; the first acknowledgement stands' })
  @describes('The alert', 200, shapes.alert, [400, 401, 404, 503])
  async acknowledge(
    @Param('alert', frame) id: string,
    @Body(acknowledging) asked: z.infer<typeof acknowledgement>,
    @Person() asker: Asker,
  ): Promise<Alert> {
    const change = this.changes.of(asker, asked.by);
    const alert = await this.withLook(await this.alerts.acknowledge(id, change));
    await this.teller.tell({ type: 'alert', alert });
    return alert;
  }

  private async withLook(alert: Alert): Promise<Alert> {
    const looks = await this.families.looksOf([alert.id]);
    return { ...alert, look: looks.get(alert.id) ?? null };
  }
}
