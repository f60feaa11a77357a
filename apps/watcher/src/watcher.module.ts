import { type DynamicModule, Module } from '@nestjs/common';
import { LooksModule } from '#looks';
import { QueueModule } from '#queue';
import { StorageModule, StoreIdentity } from '#storage';
import { type Log, systemClock, TelemetryModule } from '#telemetry';
import { ScheduledBackup } from './backup/scheduled-backup.js';
import { DriftReferences } from './drift/drift-references.js';
import { DriftNews } from './drift/drift-news.js';
import { DriftWatch } from './drift/drift-watch.js';
import { DuplicateWatch } from './duplicates/duplicate-watch.js';
import { DrawEscapes } from './escapes/draw-escapes.js';
import { EscapeFigures } from './escapes/escape-figures.js';
import { IncidentNews } from './looks/incident-news.js';
import { LookWatch } from './looks/look-watch.js';
import { NewNames } from './looks/new-names.js';
import { PlaceAlerts } from './looks/place-alerts.js';
import { DiskWatch } from './retention/disk-watch.js';
import { Retention } from './retention/retention.js';
import { StationBounds } from './retention/station-bounds.js';
import type { Settings } from './settings.js';
import { PruneEmbeddings } from './sweep/prune-embeddings.js';
import { Sweep } from './sweep/sweep.js';
import { clock, watcherSettings } from './tokens.js';

/** The number of connections: one transaction for each of the watches, and as many single queries beside them. */
const connections = 8;

@Module({})
export class WatcherModule {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    const { databaseUrl, blobs, redisUrl, backboneFolders } = settings;
    return {
      module: WatcherModule,
      imports: [
        TelemetryModule.forRoot({ app: 'watcher', log }),
        StorageModule.forRoot({ databaseUrl, blobs, connections }),
        QueueModule.forRoot({ redisUrl, app: 'watcher', onlyWhile: StoreIdentity }),
        LooksModule.forRoot({ backboneFolders, clock: systemClock }),
      ],
      providers: [
        { provide: watcherSettings, useValue: settings },
        { provide: clock, useValue: systemClock },
        DriftReferences,
        DriftNews,
        DriftWatch,
        DuplicateWatch,
        DrawEscapes,
        EscapeFigures,
        IncidentNews,
        LookWatch,
        NewNames,
        PlaceAlerts,
        PruneEmbeddings,
        DiskWatch,
        Retention,
        ScheduledBackup,
        StationBounds,
        Sweep,
      ],
    };
  }
}
