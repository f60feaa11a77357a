import type { INestApplicationContext } from '@nestjs/common';
import { QueueHealth } from '#queue';
import { Database, StoreIdentity } from '#storage';
import { Health } from '#telemetry';

/** Declares the checks. Ready means that the next round can be taken: records, blobs and queue are up. */
export function watchHealth(app: INestApplicationContext): void {
  const health = app.get(Health);
  health.check('records', () => app.get(Database).ping());
  health.check('store', () => app.get(StoreIdentity).prove());
  health.check('queue', () => app.get(QueueHealth).ping());
}
