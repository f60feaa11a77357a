import { expect, test } from 'vitest';
import { ActiveModels } from './active-models.js';

test('a frame whose station was deleted fails without another try', async () => {
  const unreached = undefined as never;
  const gone = { get: () => Promise.resolve(null) } as never;
  const models = new ActiveModels(gone, unreached, unreached, unreached, unreached, {
    modelMemory: 1,
  } as never);
  await expect(models.use('line-1', () => Promise.resolve())).rejects.toMatchObject({
    code: 'station-not-found',
    retry: false,
  });
});
