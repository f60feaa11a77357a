import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type LiveEvent, stationId } from '#contracts';
import { isEventId, type LiveEntry, LiveEvents } from '#queue';
import { peerOf } from '../http/peer.js';
import { raw } from '../openapi/describe.js';
import { EventClients } from './event-clients.js';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { Pulses } from './pulse.js';

const eventQuery = z.object({
  station: stationId.optional(),
  /** Asks for a `pulse` every second: who watches a line must know when nobody answers. */
  pulse: z.stringbool().default(false),
});

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly events: LiveEvents,
    private readonly clients: EventClients,
    private readonly pulses: Pulses,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({
    summary:
      'Live events as server-sent events: inspection, alert, frame-failed, calibration, model-activated',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this event' })
  @raw(
    'The stream, each `data` a LiveEvent; it goes on until the client leaves',
    ['text/event-stream'],
    [400, 401, 503],
  )
  async listen(
    @Query({ schema: eventQuery }) { station, pulse }: z.infer<typeof eventQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.clients.refuseWhenFull(peerOf(request));
    const start = lastEventId !== undefined && isEventId(lastEventId) ? lastEventId : '$';
    const held: LiveEntry[] = [];
    let take = (entry: LiveEntry) => void held.push(entry);
    // Subscribed first: while Redis is away the answer can still be a 503.
    const leave = await this.events.subscribe(start, (entry) => take(entry));
    const client = this.clients.open(request, reply);
    client.onEnd(leave);
    take = ({ id, event }) => {
      const of = stationOf(event);
      if ((of === null || asker.sees(of)) && (station === undefined || of === station))
        client.send({ id, type: event.type, body: event });
    };
    for (const entry of held) take(entry);
    if (pulse) this.pulses.add(client, (stationId) => asker.sees(stationId));
  }
}

function stationOf(event: LiveEvent): string | null {
  switch (event.type) {
    case 'inspection':
      return event.inspection.stationId;
    case 'alert':
      return event.alert.stationId;
    case 'calibration':
      return event.calibration.stationId;
    case 'activation':
      return event.activation.stationId;
    case 'limits':
      return event.change.stationId;
    case 'rehearsal':
      return event.rehearsal.stationId;
    case 'analysis':
      return event.analysis.stationId;
    case 'incident':
      return event.incident.stationId;
    case 'camera':
      return event.camera.stationId;
    case 'review':
      return event.review.stationId;
    case 'quarantine':
      return event.quarantined.stationId;
    case 'gate':
      return event.gate.stationId;
    case 'frame-failed':
    case 'deadline-missed':
    case 'model-activated':
    case 'trouble':
    case 'names-learned':
    case 'station-changed':
    case 'drift':
      return event.stationId;
    case 'pulse':
      return null;
  }
}
