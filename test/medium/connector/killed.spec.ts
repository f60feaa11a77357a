import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { ConnectedLine, dropFile } from '../../support/connected-line.js';
import { somePng } from '../../support/pictures.js';
import { until } from '../../support/until.js';

let line: ConnectedLine;
let connector: AppProcess;

beforeAll(async () => {
  line = await ConnectedLine.start();
});

afterAll(async () => {
  await connector.end('SIGTERM');
  await line.stop();
});

test('a connector that is killed three times in the middle loses no file and pushes none twice', async () => {
  const folder = await line.addSource('killed', { afterwards: 'delete' });
  const parts = Array.from({ length: 60 }, (_, index) => `part-${index}`);
  for (const [index, part] of parts.entries())
    await dropFile(join(folder, `${part}.png`), await somePng(index + 1));
  for (const enough of [5, 20, 35]) {
    connector = await startAppProcess('connector', line.environment);
    await until(async () => (await line.parts('part')).length >= enough);
    await connector.end('SIGKILL');
  }
  connector = await startAppProcess('connector', line.environment);
  await until(async () => (await readdir(folder)).length === 0);
  expect(await line.parts('part')).toEqual(parts);
});
