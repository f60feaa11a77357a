import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { AuditProof, Frames, knownMigrations, Stations } from '#storage';
import { emptyPlace, type EmptyPlace, restoreInto } from '../../support/backups.js';
import { replayedScores } from '../../support/replayed-scores.js';

const kept = resolve(import.meta.dirname, '../../kept');

/** Backups of released versions, named `<version>-<number of migrations>.backup`. */
const backups = readdirSync(kept).filter((name) => name.endsWith('.backup'));

describe.each(backups)('the backup of a version before, %s', (name) => {
  let place: EmptyPlace;
  afterEach(() => place.stop());

  test('it is restored by this program, brought up to its tables, and every frame replays to its score', async () => {
    place = await emptyPlace();
    const migrations = Number(/-(\d+)\.backup$/.exec(name)?.[1]);
    const restored = await restoreInto(place, join(kept, name));
    expect(restored.upgraded).toBe(knownMigrations().length - migrations);
    await place.database.prepare();
    expect((await new Stations(place.database, place.blobs).get('line-1')).activeModel).not.toBeNull(); // prettier-ignore
    expect(await new AuditProof(place.database).verify()).toMatchObject({ intact: true });
    const { items } = await new Frames(place.database).list({ station: 'line-1', limit: 100 });
    const inspected = items.flatMap(({ inspection }) => inspection ?? []);
    expect(inspected.length).toBeGreaterThanOrEqual(6);
    const ids = inspected.map(({ frameId }) => frameId);
    const again = await replayedScores(place, ids);
    // To the bit on the machine that made it; another processor rounds otherwise.
    for (const [index, score] of again.entries())
      expect(score / inspected[index]!.imageScore).toBeCloseTo(1, 2);
  });
});

test('a backup of a version before is kept', () => {
  expect(backups).not.toEqual([]);
});
