import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type JobKind, jobKinds } from '#contracts';
import { JobRunners, runKinds } from './job-runners.js';
import { AnalyseLane, CalibrateLane, RehearseLane } from './lanes.js';
import { RunJob } from './run-job.js';

/** Takes long jobs of each lane from their queues, and has them run by the providers that say so by `@Runs`. */
@Module({})
export class JobsModule {
  static forRoot(kinds: readonly JobKind[] = Object.values(jobKinds)): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: runKinds, useValue: kinds },
        JobRunners,
        RunJob,
        CalibrateLane,
        RehearseLane,
        AnalyseLane,
      ],
    };
  }
}
