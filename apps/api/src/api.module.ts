import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { type JobKind, jobKinds } from '#contracts';
import { type Clock, Metrics, systemClock, type Log, TelemetryModule } from '#telemetry';
import { QueueModule } from '#queue';
import { StorageModule } from '#storage';
import { administration } from './administration.js';
import { lookingBack } from './looking-back.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AnswerAlerts } from './alerts/answer-alerts.js';
import { analysesController } from './jobs/analyses.controller.js';
import { CurvesController } from './analysis/curves.controller.js';
import { MapsController } from './analysis/maps.controller.js';
import { ReadMap } from './analysis/read-map.js';
import { CalibrationsController } from './jobs/calibrations.controller.js';
import { LongJobs } from './jobs/long-jobs.js';
import { RequestCalibration } from './jobs/request-calibration.js';
import { CameraController } from './camera/camera.controller.js';
import { StationMasks } from './camera/station-masks.js';
import { CertificatePictures } from './certificates/certificate-pictures.js';
import { CertificatesController } from './certificates/certificates.controller.js';
import { DriftController } from './drift/drift.controller.js';
import { FiguresOverTime } from './drift/figures-over-time.js';
import { EventClients } from './events/event-clients.js';
import { Teller } from './events/teller.js';
import { JobStream } from './jobs/job-stream.js';
import { Pulses } from './events/pulse.js';
import { EventsController } from './events/events.controller.js';
import { FamiliesController } from './families/families.controller.js';
import { IncidentsController } from './families/incidents.controller.js';
import { FramesController } from './frames/frames.controller.js';
import { RetriesController } from './frames/retries.controller.js';
import { VerdictsController } from './frames/verdicts.controller.js';
import { RetryFrames } from './frames/retry-frames.js';
import { Heatmaps } from './frames/heatmaps.js';
import { NearestNormalController } from './frames/nearest-normal.controller.js';
import { AccessGuard } from './http/access/access.guard.js';
import { Askers } from './http/access/askers.js';
import { FailedKeys } from './http/access/failed-keys.js';
import { ProvenInterceptor } from './http/access/proven.interceptor.js';
import { SeenStations } from './http/access/seen-stations.js';
import { ProblemFilter } from './http/problem.filter.js';
import { validation } from './http/schemas.js';
import { ChallengesController } from './golden/challenges.controller.js';
import { Gates } from './golden/gates.js';
import { GoldenPartsController } from './golden/golden-parts.controller.js';
import { AcceptFrame } from './ingest/accept-frame.js';
import { Backlog } from './ingest/backlog.js';
import { AnswerWait } from './ingest/answer-wait.js';
import { DeadlineClock } from './ingest/deadline-clock.js';
import { Door } from './ingest/door.js';
import { IngestController } from './ingest/ingest.controller.js';
import { Ingest } from './ingest/ingest.js';
import { UnsettledBlobs } from './ingest/unsettled-blobs.js';
import { VerdictWait } from './ingest/verdict-wait.js';
import { AddNormal } from './normals/add-normal.js';
import { DeleteNormal } from './normals/delete-normal.js';
import { ChangeLimits } from './limits/change-limits.js';
import { LimitsController } from './limits/limits.controller.js';
import { ModelLimits } from './limits/model-limits.js';
import { TryLimits } from './limits/try-limits.js';
import { NormalsController } from './normals/normals.controller.js';
import { OddNormalsController } from './normals/odd-normals.controller.js';
import { ReadOddNormals } from './normals/read-odd-normals.js';
import { QuickCheck } from './normals/quick-check.js';
import { DecideNormal } from './quarantine/decide-normal.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { LoopFiguresOfAll } from './reading/loop-figures.js';
import { ActivationsController } from './lifecycle/activations.controller.js';
import { ChangeActive } from './lifecycle/change-active.js';
import { LifecycleRecordsController } from './lifecycle/records.controller.js';
import { RehearsalsController } from './jobs/rehearsals.controller.js';
import { RequestRehearsal } from './jobs/request-rehearsal.js';
import { Pictures } from './reading/pictures.js';
import { AfterAnswer } from './reviews/after-answer.js';
import { AnswerFrame } from './reviews/answer-frame.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { StationReviewsController } from './reviews/station-reviews.controller.js';
import { EscapesController } from './reviews/escapes.controller.js';
import { ReadReviewList } from './reviews/read-review-list.js';
import type { Settings } from './settings.js';
import { FindSimilar } from './similar/find-similar.js';
import { ImageEmbeddingCache } from './similar/image-embedding-cache.js';
import { RegionSearch } from './similar/region-search.js';
import { SimilarController } from './similar/similar.controller.js';
import { Changes } from './http/access/changes.js';
import { DrawnPictures } from './reading/drawn-pictures.js';
import { ReadStorage } from './reading/read-storage.js';
import { StorageController } from './reading/storage.controller.js';
import { StoreController } from './store/store.controller.js';
import { KnownStations } from './stations/known-stations.js';
import { InputsController } from './stations/inputs.controller.js';
import { ModelsController } from './stations/models.controller.js';
import { WallController } from './stations/wall.controller.js';
import { SavedSources } from './stations/saved-sources.js';
import { SourcesController } from './stations/sources.controller.js';
import { SettingsChangesController } from './stations/settings-changes.controller.js';
import { StationsController } from './stations/stations.controller.js';
import { AddTestPictures } from './test-sets/add-test-pictures.js';
import { ReadTestSet } from './test-sets/read-test-set.js';
import { TestHeatmaps } from './test-sets/test-heatmaps.js';
import { TestPicturesController } from './test-sets/test-pictures.controller.js';
import { TestReportsController } from './test-sets/test-reports.controller.js';
import { TestSetsController } from './test-sets/test-sets.controller.js';
import { apiSettings, clock } from './tokens.js';

const controllers = [
  ...administration.controllers,
  ...lookingBack.controllers,
  StationsController,
  SettingsChangesController,
  SourcesController,
  InputsController,
  ModelsController,
  ActivationsController,
  LifecycleRecordsController,
  RehearsalsController,
  NormalsController,
  OddNormalsController,
  LimitsController,
  CameraController,
  QuarantineController,
  CalibrationsController,
  CertificatesController,
  IngestController,
  FramesController,
  VerdictsController,
  RetriesController,
  StorageController,
  StoreController,
  SimilarController,
  NearestNormalController,
  AlertsController,
  EventsController,
  DriftController,
  ReviewsController,
  StationReviewsController,
  EscapesController,
  GoldenPartsController,
  ChallengesController,
  MapsController,
  CurvesController,
  FamiliesController,
  IncidentsController,
  WallController,
  TestSetsController,
  TestReportsController,
  TestPicturesController,
];

const services = [
  ...administration.services,
  ...lookingBack.services,
  Askers,
  SeenStations,
  AcceptFrame,
  AddNormal,
  AfterAnswer,
  AnswerAlerts,
  AnswerFrame,
  ReadReviewList,
  Pulses,
  AnswerWait,
  Backlog,
  DeadlineClock,
  Door,
  ChangeActive,
  JobStream,
  RequestRehearsal,
  ReadMap,
  FiguresOverTime,
  LoopFiguresOfAll,
  CertificatePictures,
  DecideNormal,
  DeleteNormal,
  EventClients,
  FindSimilar,
  Gates,
  Heatmaps,
  Ingest,
  ImageEmbeddingCache,
  KnownStations,
  LongJobs,
  Changes,
  DrawnPictures,
  ChangeLimits,
  ModelLimits,
  TryLimits,
  ReadOddNormals,
  ReadStorage,
  Pictures,
  QuickCheck,
  RegionSearch,
  RequestCalibration,
  StationMasks,
  Teller,
  UnsettledBlobs,
  RetryFrames,
  SavedSources,
  VerdictWait,
  AddTestPictures,
  ReadTestSet,
  TestHeatmaps,
];

/** The parts that a test may put in the place of the product's own. */
export interface ApiParts {
  readonly time?: Clock | undefined;
  readonly jobKinds?: readonly JobKind[] | undefined;
  /** The milliseconds between two looks at the files of the certificate. */
  readonly lookAtCertificateMs?: number | undefined;
}

@Module({})
export class ApiModule {
  static forRoot(settings: Settings, log: Log, parts: ApiParts = {}): DynamicModule {
    const { time = systemClock, jobKinds: kinds = Object.values(jobKinds) } = parts;
    return {
      module: ApiModule,
      imports: [
        TelemetryModule.forRoot({ app: 'api', log }),
        StorageModule.forRoot({ ...settings, foundsStore: true }),
        QueueModule.forRoot({ redisUrl: settings.redisUrl, app: 'api' }),
      ],
      controllers: [...controllers, analysesController(kinds)],
      providers: [
        ...services,
        { provide: apiSettings, useValue: settings },
        { provide: clock, useValue: time },
        AccessGuard,
        {
          provide: FailedKeys,
          inject: [Metrics],
          useFactory: (metrics: Metrics) => new FailedKeys(metrics),
        },
        { provide: APP_INTERCEPTOR, useClass: ProvenInterceptor },
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validation },
      ],
    };
  }
}
