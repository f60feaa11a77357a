import {
  type DynamicModule,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Activations } from './models/activations.js';
import { Alerts } from './frames/alerts.js';
import { Accounts } from './people/accounts.js';
import { Audit } from './people/audit.js';
import { DeviceKeys } from './people/device-keys.js';
import { Sessions } from './people/sessions.js';
import { StationsOf } from './people/stations-of.js';
import { AuditProof } from './people/verify-audit.js';
import { Blobs } from './blobs/blobs.js';
import { Jobs } from './jobs/jobs.js';
import { CameraStates } from './stations/camera-states.js';
import { AllGates } from './golden/all-gates.js';
import { Leases } from './connector/leases.js';
import { Outbox } from './connector/outbox.js';
import { SourceFiles } from './connector/source-files.js';
import { Sources } from './connector/sources.js';
import { Challenges } from './golden/challenges.js';
import { Database } from './database/database.js';
import { Deadlines } from './frames/deadlines.js';
import { EscapeAnswers } from './reviews/escape-answers.js';
import { EscapeDraws } from './reviews/escape-draws.js';
import { DefectMemoryEntries } from './reviews/defect-memory-entries.js';
import { Drift } from './drift/drift.js';
import { DriftWindows } from './drift/drift-windows.js';
import { Embeddings } from './frames/embeddings.js';
import { FailedFrames } from './frames/failed-frames.js';
import { Frames } from './frames/frames.js';
import { GoldenParts } from './golden/golden-parts.js';
import { Inspections } from './frames/inspections.js';
import { KeptPictures } from './frames/kept-pictures.js';
import { ConfirmedDefects } from './reviews/confirmed-defects.js';
import { StationFigures } from './stations/station-figures.js';
import { MapFacts } from './frames/map-facts.js';
import { LimitChanges } from './models/limit-changes.js';
import { Models } from './models/models.js';
import { SmallestDefects } from './models/smallest-defects.js';
import { NormalEmbeddings } from './models/normal-embeddings.js';
import { NormalDecisions } from './models/normal-decisions.js';
import { Normals } from './models/normals.js';
import { OrphanedBlobs } from './blobs/orphaned-blobs.js';
import { PeriodFigures } from './periods/period-figures.js';
import { openBlobs } from './blobs/open-blobs.js';
import { OwedJobs } from './jobs/owed-jobs.js';
import { ReplayedFrames } from './frames/replayed-frames.js';
import { Quarantine } from './models/quarantine.js';
import { DefectNamings } from './families/defect-namings.js';
import { Duplicates } from './families/duplicates.js';
import { Families } from './families/families.js';
import { LabelledDefects } from './reviews/labelled-defects.js';
import { DefectEmbeddings } from './families/defect-embeddings.js';
import { ReviewCandidates } from './reviews/review-candidates.js';
import { Reviews } from './reviews/reviews.js';
import { ScoredInspections } from './frames/scored-inspections.js';
import { SearchedFrames } from './frames/searched-frames.js';
import { ProvenBlobs } from './blobs/proven-blobs.js';
import { ModelRefusals } from './stations/model-refusals.js';
import { StationTiles } from './stations/station-tiles.js';
import { CurrentStations } from './stations/current-stations.js';
import { SettingsChanges } from './stations/settings-changes.js';
import { Stations } from './stations/stations.js';
import { ReviewedPictures } from './test-sets/reviewed-pictures.js';
import { TestPictures } from './test-sets/test-pictures.js';
import { TestScores } from './test-sets/test-scores.js';
import { StoreIdentity } from './blobs/store-identity.js';
import { StoreWatch } from './blobs/store-watch.js';

export interface StorageOptions {
  /** The address of PostgreSQL: `postgres://user:password@host:port/database`. */
  databaseUrl: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...&region=...`. */
  blobs: string;
  /** Connections to PostgreSQL at most; default 10. */
  connections?: number;
  /** Set in the process that stores what comes in: it writes the store's id where the records have none yet. */
  foundsStore?: boolean;
}

/** Closes the connections last, when everybody who asks has stopped. */
@Injectable()
class StorageClosing implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

const tables = [
  Frames,
  PeriodFigures,
  FailedFrames,
  Deadlines,
  Inspections,
  Alerts,
  Normals,
  NormalDecisions,
  Quarantine,
  ConfirmedDefects,
  LimitChanges,
  SettingsChanges,
  Models,
  Jobs,
  CameraStates,
  Accounts,
  Sessions,
  DeviceKeys,
  StationsOf,
  Audit,
  AuditProof,
  Activations,
  ReplayedFrames,
  Drift,
  DriftWindows,
  StationFigures,
  Reviews,
  ReviewCandidates,
  EscapeDraws,
  EscapeAnswers,
  SmallestDefects,
  DefectMemoryEntries,
  GoldenParts,
  Challenges,
  AllGates,
  StationTiles,
  ModelRefusals,
  ScoredInspections,
  SearchedFrames,
  DefectEmbeddings,
  Families,
  DefectNamings,
  LabelledDefects,
  Duplicates,
  MapFacts,
  OwedJobs,
  Leases,
  Outbox,
  SourceFiles,
  Sources,
  TestPictures,
  ReviewedPictures,
  TestScores,
];
/** The store as it was opened, before it is proven to be the right one. */
const openedBlobs = Symbol('opened blobs');

const tablesWithBlobs = [Stations, Embeddings, NormalEmbeddings, KeptPictures, OrphanedBlobs];

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
        {
          provide: CurrentStations,
          inject: [Stations],
          useFactory: (stations: Stations) => new CurrentStations(stations),
        },
        StorageClosing,
      ],
      exports: [Database, Blobs, StoreIdentity, CurrentStations, ...tablesWithBlobs, ...tables],
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
