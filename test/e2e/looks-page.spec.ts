import type { Browser, Page as Tab } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert, Families, Inspection } from '#contracts';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { json } from '../support/http.js';
import { paintedPart } from '../support/painted-parts.js';
import { type Product, startProduct } from '../support/product.js';
import { patientClient, teachStation } from '../support/station.js';
import { until } from '../support/until.js';

const station = 'painted-looks';
const patience = { timeout: 60_000 };
const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** A part with a dark stain, or with a bright bar across it. */
async function spoiledPart(seed: number, kind: 'stain' | 'bar'): Promise<Buffer> {
  if (kind === 'stain') return paintedPart(seed, { stain: true });
  const input = await sharp({ create: { width: 90, height: 14, channels: 3, background: '#fff' } }).png().toBuffer(); // prettier-ignore
  return sharp(await paintedPart(seed))
    .composite([{ input, left: 40, top: 100 }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** One story: alerts come, are put together, named, and the next one has its name suggested. */
describe.skipIf(chromiumPath === undefined)(`looks of defects, by page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Tab;
  const complaints: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), startChromium()]);
    await teachStation(patientClient(product.url), station, {
      normals: 16,
      settings: { bank: { rows: 200, seed: 1 } },
    });
    tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.goto(product.url);
    await tab.getByLabel('Your name').fill('Ada');
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function push(seed: number, kind: 'stain' | 'bar'): Promise<Inspection> {
    const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
      method: 'POST',
      body: new Uint8Array(await spoiledPart(seed, kind)),
      headers: { 'content-type': 'image/jpeg', prefer: 'wait=30' },
    });
    return (await answer.json()) as Inspection;
  }

  const read = async <T>(path: string) => (await (await fetch(`${product.url}${path}`)).json()) as T; // prettier-ignore

  test('alerts of one look are an incident: a sentence, typical pictures, and its alerts alone', async () => {
    for (let seed = 1; seed <= 5; seed++)
      for (const kind of ['stain', 'bar'] as const)
        expect((await push(seed, kind)).verdict).toBe('defect');
    await tab.goto(`${product.url}/#/alerts`);
    const incident = tab.locator('.incident').first();
    await incident.getByText(/^\d+ parts, same look, began \d\d:\d\d$/).waitFor(patience);
    await until(async () => {
      const { items } = await read<Families>(`/v1/stations/${station}/families`);
      return items.reduce((sum, { alerts }) => sum + alerts, 0) === 10;
    }, 60_000);
    await incident.getByRole('button', { name: 'Show its alerts' }).click();
    await until(async () => {
      const cards = await tab.locator('.alert-card').count();
      return cards > 1 && cards < 10;
    });
    // The other incident may have become the newest meanwhile, and stand before the chosen one.
    await tab.locator('.incident').getByRole('button', { name: 'Show all alerts' }).click();
    await until(async () => (await tab.locator('.alert-card').count()) === 10);
  });

  test('a family gets its name from a person, and keeps it', async () => {
    await tab.goto(`${product.url}/#/stations/${station}/families`);
    const card = tab.locator('.family-card').first();
    await card.getByPlaceholder('name of the family').fill('oil from the press', patience);
    await card.getByRole('button', { name: 'Name it' }).click();
    await card.getByRole('heading', { name: 'oil from the press' }).waitFor(patience);
    await tab.reload();
    await tab.getByRole('heading', { name: 'oil from the press' }).waitFor(patience);
  });

  test('names that were given are learned, told with their report, and one tap takes what is suggested', async () => {
    const kinds = new Map<string, string>();
    for (let seed = 11; seed <= 14; seed++)
      for (const name of ['stain', 'bar'] as const) kinds.set((await push(seed, name)).frameId, name); // prettier-ignore
    for (const [frame, name] of kinds)
      await fetch(`${product.url}/v1/frames/${frame}/review`, json('POST', { answer: 'defect', name })); // prettier-ignore
    await tab.locator('.confusion').waitFor(patience);
    await tab.getByText(/on 8 examples that were held out/).waitFor(patience);
    const { frameId } = await push(31, 'stain');
    await until(async () => {
      const alert = await read<Alert>(`/v1/alerts/${frameId}`);
      return alert.look?.suggestion?.likeliest === 'stain';
    }, 60_000);
    await tab.goto(`${product.url}/#/frames/${frameId}`);
    const suggested = tab.locator('.suggested');
    await suggested.waitFor(patience);
    await suggested.getByRole('button', { name: 'stain' }).click(patience);
    await tab.getByText('Remembered as “stain”').waitFor(patience);
  });

  test('the pages never threw', () => {
    expect(complaints).toEqual([]);
  });
});
