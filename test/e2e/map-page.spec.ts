import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { type Product, startProduct } from '../support/product.js';
import { nthFrame, patientClient, teachStation } from '../support/station.js';

const station = 'painted-map';
const [normals, frames] = [16, 30];
const patience = { timeout: 90_000 };

const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** One story, told in order on one page: each test goes on where the one before left it. */
describe.skipIf(chromiumPath === undefined)(`the map of a station, by page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Tab;
  const complaints: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), startChromium()]);
    await teachStation(patientClient(product.url), station, {
      normals,
      settings: { bank: { rows: 200, seed: 1 }, screen: { enabled: false } },
    });
    for (let index = 0; index < frames; index++) await push(index);
    tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.goto(`${product.url}/#/stations/${station}/map`);
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function push(index: number): Promise<void> {
    const { bytes, mediaType } = await nthFrame(index);
    const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': mediaType, prefer: 'wait=30' },
    });
    expect(answer.status).toBe(200);
  }

  /** Drags around all of the map with Shift held. */
  async function pickAll(): Promise<void> {
    const box = (await tab.locator('.map-canvas canvas').boundingBox(patience))!;
    const [right, low] = [box.x + box.width - 3, box.y + box.height - 3];
    await tab.keyboard.down('Shift');
    await tab.mouse.move(box.x + 3, box.y + 3);
    await tab.mouse.down();
    for (const [x, y] of [
      [right, box.y + 3],
      [right, low],
      [box.x + 3, low],
    ] as const)
      // prettier-ignore
      await tab.mouse.move(x, y, { steps: 5 });
    await tab.mouse.up();
    await tab.keyboard.up('Shift');
  }

  test('a map is asked for and computed', async () => {
    await tab.getByText('No map yet').waitFor(patience);
    await tab.getByRole('button', { name: 'Compute map' }).click();
    await tab.locator('.map-legend li').first().waitFor(patience);
    const legend = await tab.locator('.map-legend ul').innerText();
    expect(legend).toMatch(/normal: learned from\s+16/);
    expect(legend).toMatch(/defect\s+\d/);
  });

  test('points are picked with a line around them, and their pictures lead to their frames', async () => {
    await pickAll();
    await tab.getByText(`${normals + frames} pictures`, { exact: true }).waitFor(patience);
    expect(await tab.locator('.map-pictures a').count()).toBe(frames);
    await tab.locator('.map-pictures img').first().waitFor(patience);
    expect(await tab.locator('.map-pictures a').first().getAttribute('href')).toContain(
      '#/frames/',
    );
    await tab.locator('.map-canvas canvas').press('Escape');
    await tab.getByText('Draw a line around points').waitFor(patience);
  });

  test('hidden kinds cannot be picked', async () => {
    await tab.getByRole('button', { name: /^normal: learned from/ }).click();
    await pickAll();
    await tab.getByText(`${frames} pictures`, { exact: true }).waitFor(patience);
    await tab.getByRole('button', { name: /^normal: learned from/ }).click();
    await tab.locator('.map-canvas canvas').press('Escape');
  });

  test('the hand on a point shows its picture; dragging moves the map away', async () => {
    const box = (await tab.locator('.map-canvas canvas').boundingBox())!;
    const preview = tab.locator('.map-preview');
    // Somewhere in a fine grid over the map there is a point.
    for (let step = 0; step < 4000 && (await preview.count()) === 0; step++)
      await tab.mouse.move(
        box.x + 10 + ((step * 14) % (box.width - 20)),
        box.y + 10 + 14 * Math.floor((step * 14) / (box.width - 20)),
      );
    await preview.waitFor(patience);
    await tab.locator('.map-canvas canvas').focus();
    for (let step = 0; step < 60; step++) await tab.keyboard.press('ArrowRight');
    await pickAll();
    await tab.getByText('Draw a line around points').waitFor(patience);
    await tab.keyboard.press('0');
  });

  test('new frames are placed on the map that is there', async () => {
    for (let index = frames; index < frames + 4; index++) await push(index);
    await tab.getByRole('button', { name: 'Place new frames on this map' }).click();
    await tab
      .locator('.map-choice option', { hasText: '4 placed later' })
      .waitFor({ state: 'attached', ...patience });
    await pickAll();
    await tab.getByText(`${normals + frames + 4} pictures`, { exact: true }).waitFor(patience);
  });

  test('a map is coloured by time and label, also one by t-SNE, and nothing goes wrong on the way', async () => {
    await tab.getByRole('button', { name: 'time', exact: true }).click();
    await tab.locator('.time-scale').waitFor(patience);
    await tab.getByRole('button', { name: 'label', exact: true }).click();
    await tab.getByLabel('Method').selectOption('tsne');
    await tab.getByRole('button', { name: 'Compute map' }).click();
    await tab
      .locator('.map-choice option', { hasText: 't-SNE' })
      .waitFor({ state: 'attached', ...patience });
    expect(complaints).toEqual([]);
  });
});
