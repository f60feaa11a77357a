import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert, AuditEntry, Inspection, OpenAlerts, Page } from '#contracts';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { paintedPart } from '../support/painted-parts.js';
import { type Product, startProduct } from '../support/product.js';
import { patientClient, teachStation } from '../support/station.js';
import { until } from '../support/until.js';

const station = 'painted-queue';
const patience = { timeout: 60_000 };
const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/**
 * What the browser does: every 100 ms it writes down what lies under the middle of each box. An element is known by the
 * number that it is given when it is first seen.
 */
const watching = `(boxes) => {
  const known = [];
  const numberOf = (element) => {
    if (!known.includes(element)) known.push(element);
    return known.indexOf(element);
  };
  const seen = boxes.map(() => []);
  const look = () =>
    boxes.forEach(({ x, y, width, height }, index) => {
      const element = document.elementFromPoint(x + width / 2, y + height / 2);
      seen[index].push(numberOf(element) + ' ' + element.textContent);
    });
  window.watched = { seen, timer: setInterval(look, 100) };
}`;

/** One story at touch size: alerts wait, more come, and a whole incident is answered. */
describe.skipIf(chromiumPath === undefined)(`the queue of alerts, by page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Tab;
  let parts = 0;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), startChromium()]);
    await teachStation(patientClient(product.url), station, {
      normals: 16,
      settings: { bank: { rows: 200, seed: 1 } },
    });
    tab = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function pushDefect(): Promise<void> {
    const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
      method: 'POST',
      body: new Uint8Array(await paintedPart(++parts, { stain: true })),
      headers: { 'content-type': 'image/jpeg', prefer: 'wait=30', 'touchstone-part-id': `p-${parts}` }, // prettier-ignore
    });
    expect(((await answer.json()) as Inspection).verdict).toBe('defect');
  }

  const read = async <T>(path: string) => (await (await fetch(`${product.url}${path}`)).json()) as T; // prettier-ignore
  const detail = () => tab.getByRole('article', { name: 'The alert' });
  const rows = () => tab.locator('.alert-card strong').allInnerTexts();

  test('the newest alert is large, whole and with its buttons in view, at the size of a touch panel', async () => {
    for (let count = 0; count < 5; count++) await pushDefect();
    await tab.goto(`${product.url}/#/alerts`);
    await detail().getByRole('heading', { name: 'p-5' }).waitFor(patience);
    await detail().getByAltText('this part').waitFor(patience);
    for (const name of ['OK', 'Defect', 'Unsure', 'Acknowledge', 'Next', 'Previous']) {
      const box = await detail().getByRole('button', { name: new RegExp(`${name} `) }).boundingBox(); // prettier-ignore
      expect(box!.y + box!.height).toBeLessThanOrEqual(768);
      expect(box!.height).toBeGreaterThanOrEqual(48);
    }
  });

  test('while alerts come, what lies under the finger stays what it was', async () => {
    const points = await Promise.all(
      [detail().getByRole('button', { name: /^OK/ }), detail().getByRole('button', { name: /Next/ }), tab.locator('.alert-card').nth(1)] // prettier-ignore
        .map(async (one) => (await one.boundingBox())!),
    );
    await tab.evaluate(`(${watching})(${JSON.stringify(points)})`);
    for (let count = 0; count < 10; count++) await pushDefect();
    await tab.getByRole('button', { name: '10 new' }).waitFor(patience);
    const seen = await tab.evaluate<string[][]>('clearInterval(watched.timer), watched.seen');
    for (const underPoint of seen) {
      expect(underPoint.length).toBeGreaterThan(2);
      expect(new Set(underPoint).size).toBe(1);
    }
    expect(await detail().getByRole('heading').innerText()).toBe('p-5');
  });

  test('new ones are taken with a tap, and the alert at hand stays; J and K go through the list', async () => {
    await tab.getByRole('button', { name: '10 new' }).click();
    await until(async () => (await rows())[0] === 'p-15');
    expect(await detail().getByRole('heading').innerText()).toBe('p-5');
    await tab.keyboard.press('k');
    await detail().getByRole('heading', { name: 'p-6' }).waitFor(patience);
    await tab.keyboard.press('a');
    await detail().getByText('✓ operator').waitFor(patience);
    expect((await rows()).slice(0, 10)).toContain('p-6');
    await tab.reload();
    await detail().getByRole('heading', { name: 'p-6' }).waitFor(patience);
  });

  test('a whole incident is answered with one reason, and each alert has its entry in the audit trail', async () => {
    await until(async () => {
      const { items } = await read<{ items: { alerts: number }[] }>('/v1/incidents');
      return items.reduce((sum, { alerts }) => sum + alerts, 0) === 15;
    });
    const incident = tab.locator('.incident').first();
    await incident.getByRole('button', { name: 'Show its alerts' }).click(patience);
    await tab.getByRole('button', { name: /Apply to all/ }).click(patience);
    await tab.getByRole('radio', { name: /Unsure/ }).check();
    await tab.getByLabel('Reason').fill('wet from the washer');
    await tab.getByRole('button', { name: 'Apply', exact: true }).click();
    await tab.getByText(/\d+ alerts acknowledged\./).waitFor(patience);
    const { open } = await read<OpenAlerts>('/v1/alerts/open');
    const { items: all } = await read<Page<Alert>>('/v1/alerts?acknowledged=true');
    expect(all.length + open).toBe(15);
    expect(all.length).toBeGreaterThan(2);
    const { items } = await read<Page<AuditEntry>>(`/v1/stations/${station}/audit`);
    const reasons = items.filter(({ detail: { reason: said } }) => said === 'wet from the washer');
    expect(reasons.filter(({ action }) => action === 'alert-acknowledged').length).toBe(all.length - 1); // prettier-ignore
  });
});
