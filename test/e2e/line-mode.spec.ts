import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inspection, Page } from '#contracts';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { paintedPart } from '../support/painted-parts.js';
import { type Product, startProduct } from '../support/product.js';
import { patientClient, teachStation } from '../support/station.js';
import { until } from '../support/until.js';

const station = 'painted-line';
const parts = 100;
const patience = { timeout: 120_000 };
const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** One story at a screen of the line: defects are latched, parts of the product go away and come back. */
describe.skipIf(chromiumPath === undefined)(`line mode, by page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Tab;
  const complaints: string[] = [];
  /** Of the stained parts, those that the model called defect: nearly all. */
  let defects = 0;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), startChromium()]);
    await teachStation(patientClient(product.url), station, {
      normals: 16,
      settings: { bank: { rows: 200, seed: 1 } },
    });
    tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    tab.on('pageerror', (error) => complaints.push(error.message));
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const push = async (bytes: Buffer, partId: string) => {
    const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'image/jpeg', 'touchstone-part-id': partId },
    });
    expect(answer.status).toBe(202);
  };
  const bar = (state: string) => tab.locator(`.state-bar[data-state="${state}"]`);
  const toSee = (count: number) => tab.getByText(`${count} to see`, { exact: true });
  const inspections = async () => {
    const path = `/v1/inspections?station=${station}&limit=500`;
    return ((await (await fetch(product.url + path)).json()) as Page<Inspection>).items;
  };
  const allJudged = (count: number) =>
    until(async () => (await inspections()).length === count, 300_000);

  test('a short address leads to the screen, which is not green before a frame has come', async () => {
    await tab.goto(`${product.url}/line/${station}`);
    await bar('waiting').waitFor(patience);
    await toSee(0).waitFor(patience);
  });

  test('a station that there is none of is told as that, and not as a lost connection', async () => {
    await tab.goto(`${product.url}/line/none`);
    await tab.getByRole('heading', { name: 'There is no station none' }).waitFor(patience);
    await tab.goto(`${product.url}/line/${station}`);
    await bar('waiting').waitFor(patience);
  });

  test('of a hundred defects, faster than anybody looks, none is missed: each is shown or in the queue', async () => {
    for (let part = 1; part <= parts; part++)
      await push(await paintedPart(part, { stain: true }), `part-${part}`);
    await allJudged(parts);
    defects = (await inspections()).filter(({ verdict }) => verdict === 'defect').length;
    expect(defects).toBeGreaterThan(parts / 2);
    await toSee(defects).waitFor(patience);
  }, 480_000);

  test('what was not seen is there after a reload, and what was seen is not', async () => {
    await tab.getByRole('button', { name: 'Seen' }).click();
    await toSee(defects - 1).waitFor(patience);
    await tab.reload();
    await toSee(defects - 1).waitFor(patience);
  });

  test('defects that come while the screen is away are in the queue when it is back', async () => {
    await tab.goto('about:blank');
    await push(await paintedPart(201, { stain: true }), 'part-201');
    await allJudged(parts + 1);
    const late = (await inspections()).filter(({ partId }) => partId === 'part-201');
    const waits = defects - 1 + (late[0]!.verdict === 'defect' ? 1 : 0);
    await tab.goto(`${product.url}/line/${station}`);
    await toSee(waits).waitFor(patience);
  });

  test('a silent camera is told, and is not OK', async () => {
    await bar('silent').waitFor(patience);
    await bar('silent').getByText('check the camera').waitFor(patience);
  });

  test('an API that hangs is told as a lost connection, and the screen comes back by itself', async () => {
    expect(product.kill('api', 'SIGSTOP')).toBe(true);
    await bar('lost').waitFor(patience);
    expect(product.kill('api', 'SIGCONT')).toBe(true);
    await bar('silent').waitFor(patience);
  });

  test('a worker that is away is told as soon as a frame waits for it, and forgotten when it is back', async () => {
    expect(product.kill('worker-1', 'SIGSTOP')).toBe(true);
    await push(await paintedPart(301), 'part-301');
    await bar('unjudged').waitFor(patience);
    expect(product.kill('worker-1', 'SIGCONT')).toBe(true);
    await bar('unjudged').waitFor({ state: 'detached', ...patience });
  });

  test('every button of the screen is large enough for a glove, and nothing went wrong in the browser', async () => {
    for (const button of await tab.locator('.line-mode button, .line-mode a.button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    expect(complaints).toEqual([]);
  });
});
