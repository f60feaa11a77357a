import { type DynamicModule, Module } from '@nestjs/common';
import { Health } from './health.js';
import { Metrics } from './metrics/metrics.js';
import type { Log } from './log/log.js';
import { HealthController, MetricsController } from './telemetry.controllers.js';

/** Injection token of the process's `Log`. */
export const LOG = Symbol('log');

export interface TelemetryOptions {
  /** The app's name in the log and in /health. */
  app: string;
  log: Log;
}

/** Log, metrics and health of one process, with `/metrics`, `/health/live` and `/health/ready`. */
@Module({})
export class TelemetryModule {
  static forRoot(options: TelemetryOptions): DynamicModule {
    return {
      module: TelemetryModule,
      global: true,
      controllers: [MetricsController, HealthController],
      providers: [
        { provide: LOG, useValue: options.log },
        { provide: Metrics, useFactory: () => new Metrics() },
        { provide: Health, useFactory: () => new Health(options.app) },
      ],
      exports: [LOG, Metrics, Health],
    };
  }
}
