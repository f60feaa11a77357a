import { type DynamicModule, Module } from '@nestjs/common';
import { systemClock, type Log, TelemetryModule } from '#telemetry';
import { LooksModule } from '#looks';
import { QueueModule } from '#queue';
import { StorageModule, StoreIdentity } from '#storage';
import { loadTensorRuntime } from '#tensors';
import { CollectImages } from './analysis/map-images.js';
import { MapRunner } from './analysis/map-runner.js';
import { ModelViews } from './analysis/model-views.js';
import { CalibrationRunner } from './calibration/calibration-runner.js';
import { LearnStation } from './calibration/learn-station.js';
import { CalibratorBackbones } from './calibrator-backbones.js';
import { NormalEmbeddingCache } from './calibration/normal-embedding-cache.js';
import { GroupsRunner } from './families/groups-runner.js';
import { NamesRunner } from './families/names-runner.js';
import { ModelMaker } from './calibration/make-model.js';
import { ModelStore } from './calibration/model-store.js';
import { PreviousModels } from './calibration/previous-models.js';
import { Candidates } from './rehearsal/candidates.js';
import { RehearsalRunner } from './rehearsal/rehearsal-runner.js';
import { JobsModule } from './jobs/jobs.module.js';
import { Screening } from './calibration/screening.js';
import { OpenModels } from './open-models.js';
import type { Settings } from './settings.js';
import { DetectionRunner } from './detection/detection-runner.js';
import { FindSmallestDefect } from './detection/find-smallest-defect.js';
import { JudgeRecipe } from './recipes/judge-recipe.js';
import { RecipesRunner } from './recipes/recipes-runner.js';
import { JudgeRunner } from './test-sets/judge-runner.js';
import { JudgeTestSet } from './test-sets/judge-test-set.js';
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
        JobsModule.forRoot(),
        LooksModule.forRoot({ backboneFolders: settings.backboneFolders, clock: systemClock }),
      ],
      providers: [
        { provide: calibratorSettings, useValue: settings },
        { provide: clock, useValue: systemClock },
        {
          provide: tensorRuntime,
          useFactory: () => loadTensorRuntime(settings.backend, settings.engine),
        },
        CalibrationRunner,
        LearnStation,
        OpenModels,
        JudgeTestSet,
        FindSmallestDefect,
        DetectionRunner,
        JudgeRunner,
        JudgeRecipe,
        RecipesRunner,
        ModelMaker,
        ModelStore,
        CalibratorBackbones,
        NormalEmbeddingCache,
        PreviousModels,
        Screening,
        RehearsalRunner,
        Candidates,
        GroupsRunner,
        NamesRunner,
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
