import type { INestApplicationContext } from '@nestjs/common';
import { QueueHealth } from '#queue';
import { Database, StoreIdentity } from '#storage';
import { Health, LOG, type Log, Metrics } from '#telemetry';
import { engineFacts, engineSentences, type TensorRuntime } from '#tensors';
import { ActiveModels } from './models/active-models.js';
import { tensorRuntime } from './tokens.js';

/**
 * Declares the checks. Ready means that a frame that comes now gets its verdict: records, queue, backend and models are
 * up.
 */
export function watchHealth(app: INestApplicationContext): void {
  const health = app.get(Health);
  const models = app.get(ActiveModels);
  health.check('records', () => app.get(Database).ping());
  health.check('store', () => app.get(StoreIdentity).prove());
  health.check('queue', () => app.get(QueueHealth).ping());
  health.check('models', () => noneRefused(models));
  sayEngines(app.get<TensorRuntime>(tensorRuntime), health, app.get(Metrics), app.get<Log>(LOG));
}

function noneRefused(models: ActiveModels): Promise<void> {
  const refused = models.refused();
  if (refused.length === 0) return Promise.resolve();
  const reasons = refused.map(({ station, reason }) => `${station}: ${reason}`);
  return Promise.reject(new Error(reasons.join(' | ')));
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
