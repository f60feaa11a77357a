import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '#storage';
import { Health } from '#telemetry';
import { SourceRuns } from './source-runs.js';

/**
 * Declares the check. Ready means that the sources of the records can be run; a source that cannot be read is that source's
 * state, an alert and a metric, and no reason to start this process anew.
 */
export function watchHealth(app: INestApplicationContext): void {
  const health = app.get(Health);
  const runs = app.get(SourceRuns);
  health.check('records', async () => {
    await app.get(Database).ping();
    health.fact('sources', runs.summary());
  });
}
