import type { INestApplicationContext } from '@nestjs/common';
import { QueueHealth } from '#queue';
import { Database, StoreIdentity } from '#storage';
import { Health, LOG, type Log, Metrics } from '#telemetry';
import { engineFacts, engineSentences, type TensorRuntime } from '#tensors';
import { tensorRuntime } from './tokens.js';

/**
 * Declares the checks. Ready means that a calibration that is asked for now can be run: records, queue and backend are
 * up.
 */
export function watchHealth(app: INestApplicationContext): void {
  const health = app.get(Health);
  health.check('records', () => app.get(Database).ping());
  health.check('store', () => app.get(StoreIdentity).prove());
  health.check('queue', () => app.get(QueueHealth).ping());
  sayEngines(app.get<TensorRuntime>(tensorRuntime), health, app.get(Metrics), app.get<Log>(LOG));
}

/** Says what computes here, since it decides the speed: in the log, in /health and as metrics. */
function sayEngines(runtime: TensorRuntime, health: Health, metrics: Metrics, log: Log): void {
  metrics.backend(runtime.backend);
  metrics.engine(runtime.engine);
  for (const [name, fact] of Object.entries(engineFacts(runtime))) health.fact(name, fact);
  const { running, slower } = engineSentences(runtime);
  log.info(running);
  for (const sentence of slower) log.warn(sentence);
}
