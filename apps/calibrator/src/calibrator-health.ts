import type { INestApplicationContext } from '@nestjs/common';
import { QueueHealth } from '#queue';
import { Database, StoreIdentity } from '#storage';
import { Health, LOG, type Log, Metrics } from '#telemetry';
import type { TensorRuntime } from '#tensors';
import { tensorRuntime } from './tokens.js';

/** Ready means that a calibration that is asked for now can be run: records, queue and backend are up. */
export function watchHealth(app: INestApplicationContext): void {
  const health = app.get(Health);
  health.check('records', () => app.get(Database).ping());
  health.check('store', () => app.get(StoreIdentity).prove());
  health.check('queue', () => app.get(QueueHealth).ping());
  sayBackend(app.get<TensorRuntime>(tensorRuntime), health, app.get(Metrics), app.get<Log>(LOG));
}

/** Native or WASM is a factor of five in speed: said in the log, in /health and as a metric. */
function sayBackend(runtime: TensorRuntime, health: Health, metrics: Metrics, log: Log): void {
  metrics.backend(runtime.backend);
  health.fact('backend', runtime.backend);
  if (runtime.whyNotNative === undefined)
    return log.info('tensor backend: the native library of TensorFlow');
  health.fact('whyNotNative', runtime.whyNotNative);
  log.warn(
    `tensor backend: WASM, several times slower than the native library (${runtime.whyNotNative}); \`npm run setup\` fetches the native one`,
  );
}
