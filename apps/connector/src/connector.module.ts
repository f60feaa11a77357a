import { type DynamicModule, Module } from '@nestjs/common';
import { StorageModule } from '#storage';
import { type Log, systemClock, TelemetryModule } from '#telemetry';
import { Lead } from './lead.js';
import { Pusher } from './pushing/pusher.js';
import type { Settings } from './settings.js';
import { SourceReports } from './source-reports.js';
import { SourceRuns } from './source-runs.js';
import { clock, connectorSettings } from './tokens.js';

/** The number of connections: the round, and the sources that note what they keep. */
const connections = 4;

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
        Pusher,
        SourceReports,
        SourceRuns,
      ],
    };
  }
}
