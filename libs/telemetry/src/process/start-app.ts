import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Health } from '../health.js';
import { type Log, NestLog } from '../log/log.js';
import { listeningAt } from './listening-at.js';
import { shutDownOnSignals, type ShutdownStep } from './shutdown.js';

/** The milliseconds for what is closed after the work in hand: connections, models. */
const closingMs = 5_000;

/** What differs between the processes that answer only scrapes over HTTP. */
export interface AppPlan {
  /** The process, as its log names it. */
  readonly name: string;
  readonly module: DynamicModule;
  readonly log: Log;
  readonly settings: {
    readonly host: string;
    readonly metricsPort: number;
    /** The milliseconds for the work in hand at the end. */
    readonly stopMs: number;
  };
  /** Declares what has to be well for the process to be ready. */
  readonly watchHealth: (app: NestFastifyApplication) => void;
  /** Says how the work in hand ends, after the process is no longer ready and before its connections close. */
  readonly finish: (app: NestFastifyApplication) => readonly ShutdownStep[];
}

/**
 * Starts a process that works by itself and answers only `/metrics` and `/health`: worker, calibrator, watcher and
 * connector. Throws where its module does not come up or its port is taken.
 */
export async function startApp({ name, module, log, settings, ...plan }: AppPlan): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  plan.watchHealth(app);
  const steps = [
    { name: 'readiness', run: () => Promise.resolve(app.get(Health).stop()) },
    ...plan.finish(app),
    { name: 'connections', run: () => app.close() },
  ];
  shutDownOnSignals(steps, settings.stopMs + closingMs, log);
  await app.listen(settings.metricsPort, settings.host);
  log.info(`${name}: metrics and health on ${listeningAt(app.getHttpServer())}`);
}
