import { type DynamicModule, Module } from '@nestjs/common';
import { systemClock, type Log, TelemetryModule } from '#telemetry';
import { LooksModule } from '#looks';
import { QueueModule } from '#queue';
import { StorageModule, StoreIdentity } from '#storage';
import { loadTensorRuntime } from '#tensors';
import { AnalyseJobs } from './analysis/analyse-jobs.js';
import { CollectImages } from './analysis/map-images.js';
import { MapRunner } from './analysis/map-runner.js';
import { ModelViews } from './analysis/model-views.js';
import { RunAnalysis } from './analysis/run-analysis.js';
import { AnalysisRunners } from './analysis/runners.js';
import { CalibrateJobs } from './calibrate-job.js';
import { CalibrateStation } from './calibrate-station.js';
import { CalibratorBackbones } from './calibrator-backbones.js';
import { NormalEmbeddingCache } from './normal-embedding-cache.js';
import { GroupsRunner } from './families/groups-runner.js';
import { NamesRunner } from './families/names-runner.js';
import { ModelMaker } from './make-model.js';
import { ModelStore } from './model-store.js';
import { PreviousModels } from './previous-models.js';
import { Candidates } from './rehearsal/candidates.js';
import { RehearseJobs } from './rehearsal/rehearse-job.js';
import { RehearseModel } from './rehearsal/rehearse-model.js';
import { Screening } from './screening.js';
import type { Settings } from './settings.js';
import { calibratorSettings, clock, tensorRuntime } from './tokens.js';
import { CollectGoodParts } from './training/good-parts.js';
import { DistillationTraining } from './training/distillation-training.js';
import { KindsTraining } from './training/kinds-training.js';
import { OneClassTraining } from './training/one-class-training.js';
import { CollectStationImages } from './training/station-images.js';
import { TrainRunner } from './training/train-runner.js';
import { TrainingTools } from './training/training-tools.js';
import { Versions } from './training/versions.js';

/** One calibration, one rehearsal, one analysis at a time: of each a query and a progress write, and a spare. */
const connections = 7;

@Module({})
export class CalibratorModule {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    const { databaseUrl, blobs, redisUrl } = settings;
    return {
      module: CalibratorModule,
      imports: [
        TelemetryModule.forRoot({ app: 'calibrator', log }),
        StorageModule.forRoot({ databaseUrl, blobs, connections }),
        QueueModule.forRoot({ redisUrl, app: 'calibrator', onlyWhile: StoreIdentity }),
        LooksModule.forRoot({ backboneFolders: settings.backboneFolders, clock: systemClock }),
      ],
      providers: [
        { provide: calibratorSettings, useValue: settings },
        { provide: clock, useValue: systemClock },
        {
          provide: tensorRuntime,
          useFactory: () => loadTensorRuntime(settings.backend, settings.engine),
        },
        CalibrateJobs,
        CalibrateStation,
        ModelMaker,
        ModelStore,
        CalibratorBackbones,
        NormalEmbeddingCache,
        PreviousModels,
        Screening,
        RehearseJobs,
        RehearseModel,
        Candidates,
        GroupsRunner,
        NamesRunner,
        AnalyseJobs,
        RunAnalysis,
        AnalysisRunners,
        MapRunner,
        CollectImages,
        ModelViews,
        TrainRunner,
        TrainingTools,
        Versions,
        KindsTraining,
        CollectStationImages,
        OneClassTraining,
        DistillationTraining,
        CollectGoodParts,
      ],
    };
  }
}
