import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inspection, Station } from '#contracts';
import { type DefectKind, simulateFrame } from '#simulation';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { json } from '../support/http.js';
import { type Product, startProduct } from '../support/product.js';
import { addNormal, calibrateNow, patientClient, putStation } from '../support/station.js';

const station = 'kinds-line';
const kinds: DefectKind[] = ['missing-hole', 'scratch', 'stain'];
const simulated = { seed: 1, width: 200, height: 150, defects: 1 };
const patience = { timeout: 120_000 };
const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** One story: too few images are refused by name, then a training is watched to its end and its version taken into use. */
describe.skipIf(chromiumPath === undefined)(`a training, by page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Tab;
  const complaints: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), startChromium()]);
    const client = patientClient(product.url);
    await putStation(client, station, { bank: { rows: 200, seed: 1 }, screen: { enabled: false } });
    for (let i = 0; i < 24; i++) {
      const { bytes } = await simulateFrame(simulated, i, null);
      await addNormal(client, station, { bytes, mediaType: 'image/jpeg', facts: { partId: `p${i}` } }); // prettier-ignore
    }
    await calibrateNow(client, station);
    tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.goto(`${product.url}/#/stations/${station}/families`);
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function nameDefects(from: number, count: number): Promise<void> {
    for (let i = from; i < from + count; i++) {
      const kind = kinds[i % kinds.length]!;
      const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
        method: 'POST',
        body: new Uint8Array((await simulateFrame(simulated, i, kind)).bytes),
        headers: { 'content-type': 'image/jpeg', prefer: 'wait=30' },
      });
      const { frameId } = (await answer.json()) as Inspection;
      const named = json('POST', { answer: 'defect', name: kind, by: 'Ada' });
      expect((await fetch(`${product.url}/v1/frames/${frameId}/review`, named)).status).toBe(201);
    }
  }

  const section = () => tab.getByRole('region', { name: 'Training' });
  const train = () => section().getByRole('button', { name: 'Train' }).click(patience);

  test('with too few images it says of which kinds', async () => {
    await nameDefects(100, 6);
    await train();
    await section().getByText('"scratch" with 2 images').waitFor(patience);
  });

  test('a training is watched, cancelled, asked for again, and ends with its figures and curves', async () => {
    await nameDefects(200, 42);
    await section().getByLabel('Objective').selectOption('moco');
    await section().getByLabel('Head').selectOption('mlp');
    await section().getByLabel('Epochs at most').fill('500');
    await train();
    await section().locator('.training-curves path').first().waitFor(patience);
    await section().getByRole('button', { name: 'Cancel' }).click();
    await section().getByText('The last training was cancelled.').waitFor(patience);

    await section().getByLabel('Name of the new version').fill('kinds-1');
    await section().getByLabel('Objective').selectOption('cross-entropy');
    await section().getByLabel('Head').selectOption('linear');
    await train();
    await section().getByText('Accepted: kinds-1').waitFor(patience);
    expect(await section().locator('.training-curves .line-chart').count()).toBe(2);
    expect(await section().getByRole('row', { name: /^touchstone-small/ }).innerText()).toMatch(/0\.\d{3}/); // prettier-ignore
  });

  test('its version becomes what the station learns with next', async () => {
    await section().getByRole('button', { name: 'Use it from the next calibration on' }).click();
    await section().getByText('The next calibration makes a model with kinds-1.').waitFor(patience);
    const now = await (await fetch(`${product.url}/v1/stations/${station}`)).json();
    expect((now as Station).settings.backbone).toBe('kinds-1');
    await calibrateNow(patientClient(product.url), station);
    await nameDefects(400, 1);
  });

  test('from good parts alone there is nothing to choose but the name; its figures say what decided', async () => {
    await section().getByLabel('Name of the new version').fill('parts-1');
    await section().getByLabel('Objective').selectOption('one-class');
    expect(await section().getByLabel('Head').count()).toBe(0);
    await train();
    await section()
      .getByText(/^(Accepted: parts-1|Refused: parts-1 is not)/)
      .waitFor(patience);
    await section().getByText('Reviewed frames decide nothing').waitFor(patience);
    const row = section().getByRole('row', { name: /^parts-1/ });
    expect(await row.innerText()).toMatch(/0\.\d{3}\s+\d\.\d{3}|0\.\d{3}\s+–/);
    expect(await section().locator('.training-curves .line-chart').count()).toBe(1);
  });

  test('a larger backbone is named; one that cannot teach is refused by name', async () => {
    await section().getByLabel('Objective').selectOption('distillation');
    await section()
      .getByLabel(/^Larger backbone/)
      .fill('absent');
    await train();
    await section().getByText('There is no backbone "absent"').waitFor(patience);
    expect(complaints).toEqual([]);
  });
});
