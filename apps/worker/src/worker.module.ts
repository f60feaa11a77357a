import { type DynamicModule, Module } from '@nestjs/common';
import { QueueModule } from '#queue';
import { StorageModule, StoreIdentity } from '#storage';
import { type Log, TelemetryModule } from '#telemetry';
import { loadTensorRuntime } from '#tensors';
import { ActiveModels } from './models/active-models.js';
import { Announcer } from './alerts/announce.js';
import { DefectMemories } from './models/defect-memories.js';
import { RememberAgain } from './models/remember-again.js';
import { DeliverAlert } from './alerts/deliver-alert.js';
import { DeliverCamera } from './alerts/deliver-camera.js';
import { DeliverJobs } from './alerts/deliver-job.js';
import { FrameSteps } from './frame-steps.js';
import { GoldenShowings } from './golden-showings.js';
import { InspectFrame } from './inspect-frame.js';
import { InspectJobs } from './inspect-job.js';
import { EmbeddingKeeper } from './keep-embedding.js';
import { ModelNews } from './models/model-news.js';
import { ModelOpener } from './models/model-opener.js';
import { ModelWatch } from './models/model-watch.js';
import { Recorder } from './record.js';
import { CarryOutReview } from './review/carry-out-review.js';
import { OfferGoodFrame } from './review/offer-good-frame.js';
import { RememberDefect } from './review/remember-defect.js';
import { ReviewJobs } from './review/review-job.js';
import { SeeFrame } from './review/seen-frame.js';
import type { Settings } from './settings.js';
import { tensorRuntime, workerSettings } from './tokens.js';

@Module({})
export class WorkerModule {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        TelemetryModule.forRoot({ app: 'worker', log }),
        StorageModule.forRoot({ databaseUrl: settings.databaseUrl, blobs: settings.blobs }),
        QueueModule.forRoot({
          redisUrl: settings.redisUrl,
          app: 'worker',
          onlyWhile: StoreIdentity,
        }),
      ],
      providers: [
        { provide: workerSettings, useValue: settings },
        {
          provide: tensorRuntime,
          useFactory: () => loadTensorRuntime(settings.backend, settings.engine),
        },
        ModelNews,
        ModelOpener,
        ActiveModels,
        FrameSteps,
        Recorder,
        EmbeddingKeeper,
        Announcer,
        InspectFrame,
        InspectJobs,
        DefectMemories,
        RememberAgain,
        GoldenShowings,
        ModelWatch,
        SeeFrame,
        RememberDefect,
        OfferGoodFrame,
        CarryOutReview,
        ReviewJobs,
        DeliverAlert,
        DeliverCamera,
        DeliverJobs,
      ],
    };
  }
}
