import { firstTables } from './0001-first-tables.js';
import { calibrationLoop } from './0002-calibration-loop.js';
import { analysis } from './0003-analysis.js';
import { looksAgainTable } from './0004-looks-again.js';
import { cancelling } from './0005-cancelling.js';
import { storeIdentity } from './0006-store-identity.js';
import { oneTableOfJobs } from './0007-one-table-of-jobs.js';
import { retention } from './0008-retention.js';
import { auditChain } from './0009-audit-chain.js';
import { openAlertsIndex } from './0010-open-alerts.js';
import { people } from './0011-people.js';
import { rareNormals } from './0012-rare-normals.js';
import { sourceTables } from './0013-sources.js';
import { testSets } from './0014-test-sets.js';
import { limitsByHand } from './0015-limits-by-hand.js';
import { outboxTables } from './0016-outbox.js';
import { settingsChanges } from './0017-settings-changes.js';
import { escapes } from './0018-escapes.js';
import { auditNewest } from './0019-audit-newest.js';

/**
 * Every migration in order; its place is its number. One that was released is never edited, the next
 * is added below. The SQL lives in modules, so that it travels with the built code wherever that goes.
 */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: 'first-tables', sql: firstTables },
  { name: 'calibration-loop', sql: calibrationLoop },
  { name: 'analysis', sql: analysis },
  { name: 'looks-again', sql: looksAgainTable },
  { name: 'cancelling', sql: cancelling },
  { name: 'store-identity', sql: storeIdentity },
  { name: 'one-table-of-jobs', sql: oneTableOfJobs },
  { name: 'retention', sql: retention },
  { name: 'audit-chain', sql: auditChain },
  { name: 'open-alerts', sql: openAlertsIndex },
  { name: 'people', sql: people },
  { name: 'rare-normals', sql: rareNormals },
  { name: 'sources', sql: sourceTables },
  { name: 'test-sets', sql: testSets },
  { name: 'limits-by-hand', sql: limitsByHand },
  { name: 'outbox', sql: outboxTables },
  { name: 'settings-changes', sql: settingsChanges },
  { name: 'escapes', sql: escapes },
  { name: 'audit-newest', sql: auditNewest },
];
