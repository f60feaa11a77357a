import {
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Activations } from './activations.js';
import { Alerts } from './alerts.js';
import { AnalysisJobs } from './analysis-jobs.js';
import { Audit } from './audit.js';
import { Blobs } from './blobs.js';
import { Calibrations } from './calibrations.js';
import { CameraStates } from './camera-states.js';
import { Challenges } from './challenges.js';
import { Database } from './database.js';
import { DefectMemoryEntries } from './defect-memory-entries.js';
import { Drift } from './drift.js';
import { DriftWindows } from './drift-windows.js';
import { Embeddings } from './embeddings.js';
import { Frames } from './frames.js';
import { GoldenParts } from './golden-parts.js';
import { Inspections } from './inspections.js';
import { KnownDefects } from './known-defects.js';
import { LoopRecords } from './loop-records.js';
import { MapFacts } from './map-facts.js';
import { Models } from './models.js';
import { NormalEmbeddings } from './normal-embeddings.js';
import { Normals } from './normals.js';
import { openBlobs } from './open-blobs.js';
import { Rehearsals } from './rehearsals.js';
import { ReplayedFrames } from './replayed-frames.js';
import { Quarantine } from './quarantine.js';
import { DefectNamings } from './defect-namings.js';
import { Duplicates } from './duplicates.js';
import { Families } from './families.js';
import { LabelledDefects } from './labelled-defects.js';
import { Looks } from './looks.js';
import { ReviewCandidates } from './review-candidates.js';
import { Reviews } from './reviews.js';
import { SearchedFrames } from './searched-frames.js';
import { ProvenBlobs } from './proven-blobs.js';
import { StationTroubles } from './station-troubles.js';
import { Stations } from './stations.js';
import { StoreIdentity } from './store-identity.js';
import { StoreWatch } from './store-watch.js';

export interface StorageOptions {
  /** `postgres://user:password@host:port/database` */
  databaseUrl: string;
  /** `file:///folder` or `s3://bucket/prefix?endpoint=...&region=...` */
  blobs: string;
  /** Connections to PostgreSQL at most; default 10. */
  connections?: number;
  /** True in the process that stores what comes in: it writes the store's id where the records have none yet. */
  foundsStore?: boolean;
}

/** Closes the connections last, when everybody who asks has stopped. */
@Injectable()
class StorageClosing implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

const tables = [
  Frames,
  Inspections,
  Alerts,
  Normals,
  Quarantine,
  KnownDefects,
  Models,
  Calibrations,
  CameraStates,
  Audit,
  Activations,
  Rehearsals,
  ReplayedFrames,
  Drift,
  DriftWindows,
  LoopRecords,
  Reviews,
  ReviewCandidates,
  DefectMemoryEntries,
  GoldenParts,
  Challenges,
  StationTroubles,
  SearchedFrames,
  AnalysisJobs,
  Looks,
  Families,
  DefectNamings,
  LabelledDefects,
  Duplicates,
  MapFacts,
];
/** The store as it was opened, before it is proven to be the right one. */
const openedBlobs = Symbol('opened blobs');

const tablesWithBlobs = [Stations, Embeddings, NormalEmbeddings];

@Module({})
export class StorageModule {
  /** Opens PostgreSQL and the blob store; the application starts when the tables are up to date. */
  static forRoot(options: StorageOptions): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        { provide: Database, useFactory: () => openDatabase(options) },
        { provide: openedBlobs, useFactory: () => openBlobs(options.blobs) },
        {
          provide: StoreIdentity,
          inject: [Database, openedBlobs],
          useFactory: (database: Database, blobs: Blobs) =>
            new StoreIdentity(database, blobs, options.foundsStore ?? false),
        },
        { provide: StoreWatch, inject: [StoreIdentity], useFactory: startWatch },
        {
          provide: Blobs,
          inject: [openedBlobs, StoreIdentity],
          useFactory: (blobs: Blobs, store: StoreIdentity) => new ProvenBlobs(blobs, store),
        },
        ...tablesWithBlobs.map((Table) => ({
          provide: Table,
          inject: [Database, Blobs],
          useFactory: (database: Database, blobs: Blobs) => new Table(database, blobs),
        })),
        ...tables.map((Table) => ({
          provide: Table,
          inject: [Database],
          useFactory: (database: Database) => new Table(database),
        })),
        StorageClosing,
      ],
      exports: [Database, Blobs, StoreIdentity, ...tablesWithBlobs, ...tables],
    };
  }
}

/** The application starts when the store was compared with the records, so that nobody takes a job too early. */
async function startWatch(store: StoreIdentity): Promise<StoreWatch> {
  const watch = new StoreWatch(store);
  await watch.start();
  return watch;
}

async function openDatabase(options: StorageOptions): Promise<Database> {
  const log = new Logger('storage');
  const database = new Database({
    url: options.databaseUrl,
    connections: options.connections,
    onTrouble: (message) => log.warn(message),
  });
  await database.prepare();
  return database;
}
