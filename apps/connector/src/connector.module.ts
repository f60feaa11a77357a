import { type DynamicModule, Module } from '@nestjs/common';
import { StorageModule } from '#storage';
import { type Log, systemClock, TelemetryModule } from '#telemetry';
import { Lead } from './lead.js';
import { Messages } from './mqtt/messages.js';
import { MqttOut } from './mqtt/mqtt-out.js';
import { RetainedStates } from './mqtt/retained-states.js';
import { StationStates } from './mqtt/station-states.js';
import { Pusher } from './pushing/pusher.js';
import type { Settings } from './settings.js';
import { SourceReports } from './source-reports.js';
import { SourceRuns } from './source-runs.js';
import { clock, connectorSettings } from './tokens.js';

/** The number of connections: the rounds, and the sources that note what they keep. */
const connections = 6;

@Module({})
export class ConnectorModule {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    const { databaseUrl, blobs } = settings;
    return {
      module: ConnectorModule,
      imports: [
        TelemetryModule.forRoot({ app: 'connector', log }),
        StorageModule.forRoot({ databaseUrl, blobs, connections }),
      ],
      providers: [
        { provide: connectorSettings, useValue: settings },
        { provide: clock, useValue: systemClock },
        Lead,
        Messages,
        MqttOut,
        RetainedStates,
        StationStates,
        Pusher,
        SourceReports,
        SourceRuns,
      ],
    };
  }
}
