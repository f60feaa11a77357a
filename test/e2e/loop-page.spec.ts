import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inspection, Station } from '#contracts';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { paintedPart } from '../support/painted-parts.js';
import { type Product, startProduct } from '../support/product.js';
import { patientClient, teachStation } from '../support/station.js';
import { until } from '../support/until.js';

const station = 'painted-loop';
const patience = { timeout: 60_000 };

const reason = chromiumPath === undefined ? ' (skipped: there is no Chromium here)' : '';

/** One story, told in order on one page: each test goes on where the one before left it. */
describe.skipIf(chromiumPath === undefined)(`the loop around a model, by page${reason}`, () => {
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

  const go = (hash: string) => tab.goto(`${product.url}/#${hash}`);
  const goTab = (name: string) => go(`/stations/${station}/${name}`);
  const tap = (name: string | RegExp) => tab.getByRole('button', { name }).first().click(patience);

  async function push(seed: number, stain: boolean, headers: Record<string, string> = {}) {
    const answer = await fetch(`${product.url}/v1/stations/${station}/frames`, {
      method: 'POST',
      body: new Uint8Array(await paintedPart(seed, { stain })),
      headers: { 'content-type': 'image/jpeg', prefer: 'wait=30', ...headers },
    });
    return { status: answer.status, body: (await answer.json()) as Inspection };
  }

  async function activeVersion(): Promise<number | undefined> {
    const answer = await fetch(`${product.url}/v1/stations/${station}`);
    return ((await answer.json()) as Station).activeModel?.version;
  }

  test('a defect is judged with one tap, and the page says what the answer did', async () => {
    const { body } = await push(1, true);
    expect(body.verdict).toBe('defect');
    await go(`/frames/${body.frameId}`);
    await tab.getByLabel('What is it?').fill('stain', patience);
    await tap(/^Defect/);
    await tab.getByText('Remembered as “stain”').waitFor(patience);
    await tap('Undo');
    await tab.getByText('Taken back by Ada').waitFor(patience);
  });

  test('keys judge too, and a region is drawn on the picture', async () => {
    const { body } = await push(2, true);
    await go(`/frames/${body.frameId}`);
    await tab.getByRole('button', { name: 'stain' }).click(patience);
    await tab.keyboard.press('m');
    const picture = (await tab.locator('.region-drawer.drawing').boundingBox(patience))!;
    await tab.mouse.move(picture.x + picture.width * 0.35, picture.y + picture.height * 0.25);
    await tab.mouse.down();
    await tab.mouse.move(picture.x + picture.width * 0.7, picture.y + picture.height * 0.65);
    await tab.mouse.up();
    await tab.keyboard.press('d');
    await tab.getByText('Remembered as “stain”').waitFor(patience);
    const answer = await fetch(`${product.url}/v1/frames/${body.frameId}/reviews`);
    const { items } = (await answer.json()) as { items: { region: { x: number } | null }[] };
    expect(items[0]!.region!.x).toBeCloseTo(0.35, 1);
  });

  test('a defect called good is set aside, and a person decides', async () => {
    const { body } = await push(3, true);
    await go(`/frames/${body.frameId}`);
    await tap(/^OK/);
    await tab.getByText('the screen set it aside').waitFor(patience);
    await tab.getByRole('link', { name: 'Decide' }).click();
    const waiting = tab.locator('.quarantine-card.quarantined');
    await waiting.first().waitFor(patience);
    const before = await waiting.count();
    await tap(/^Keep out/);
    await tab.locator('.quarantine-card.kept-out').waitFor(patience);
    await until(async () => (await waiting.count()) === before - 1);
  });

  test('a wrong setting is said at its field, a right one is kept', async () => {
    await goTab('settings');
    await tab.getByLabel('Frames up for review').fill('99999', patience);
    await tap('Save');
    await tab
      .locator('.setting', { hasText: 'Frames up for review' })
      .locator('.field-problem')
      .waitFor(patience);
    await tab.getByLabel('Frames up for review').fill('7');
    await tab.getByLabel('Second person').check();
    await tap('Save');
    await tab.getByText('✓ Saved.').waitFor(patience);
  });

  test('the review queue counts what was answered this shift', async () => {
    await goTab('review');
    await tab.getByText(/of 7/).waitFor(patience);
  });

  test('a calibration that was a mistake is cancelled', async () => {
    await go(`/stations/${station}`);
    product.kill('calibrator', 'SIGSTOP');
    try {
      await tap('Calibrate');
      await tap('Cancel');
    } finally {
      product.kill('calibrator', 'SIGCONT');
    }
    await tab.getByText('The calibration was cancelled').waitFor(patience);
    expect(await activeVersion()).toBe(1);
  });

  test('a candidate is made, rehearsed, and put to work by two people', async () => {
    await go(`/stations/${station}`);
    await tab.getByText('How, and why').click(patience);
    await tab.getByLabel('put it to work at once').uncheck();
    await tap('Calibrate');
    await tab.getByText('The new model is made').waitFor({ timeout: 120_000 });
    await goTab('models');
    product.kill('calibrator', 'SIGSTOP');
    await tap('Rehearse');
    await tap('Cancel').finally(() => product.kill('calibrator', 'SIGCONT'));
    await tab.getByText('The rehearsal was cancelled').waitFor(patience);
    await goTab('models');
    await tap('Rehearse');
    await tab.getByRole('heading', { name: 'Which verdicts change' }).waitFor(patience);
    await tap('Activate');
    await tab.getByRole('dialog').getByLabel('Why').fill('rehearsed well', patience);
    await tab.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await tab.getByText('waits for a second person').waitFor(patience);
    expect(await activeVersion()).toBe(1);
    await tab.getByLabel('Your name').fill('Ben');
    await tap('Approve');
    await until(async () => (await activeVersion()) === 2, 30_000);
    await tab.locator('.model-row.active', { hasText: 'Model 2' }).waitFor(patience);
    await tab.locator('.audit').getByText('rehearsed well').first().waitFor(patience);
  });

  test('the second person is switched off by two; a roll-back brings the model before back', async () => {
    await fetch(`${product.url}/v1/stations/${station}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ activation: { secondPerson: false, rehearsal: false } }),
    });
    await goTab('settings');
    await tab.getByLabel('Settings that wait for a second person').waitFor(patience);
    const second = tab.getByRole('switch', { name: 'Second person' });
    expect(await second.isChecked()).toBe(true);
    await tap('Approve');
    await until(async () => !(await second.isChecked()), 30_000);
    await goTab('models');
    await tap('Roll back');
    await tab.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click(patience);
    await until(async () => (await activeVersion()) === 1, 30_000);
    await tab.locator('.model-row.active', { hasText: 'Model 1' }).waitFor(patience);
  });

  test('a required challenge closes the station until its golden parts come out right', async () => {
    await goTab('settings');
    await tab.getByLabel('Require a challenge').check(patience);
    await tap('Save');
    await tab.getByText('✓ Saved.').waitFor(patience);
    await goTab('golden');
    for (const [id, verdict] of [
      ['good-1', 'ok'],
      ['bad-1', 'defect'],
    ] as const) {
      await tab.getByLabel('Its name for the camera').fill(id, patience);
      await tab.getByLabel('What must come out').selectOption(verdict);
      await tap('Add it');
      await tab.getByRole('button', { name: `Remove ${id}` }).waitFor(patience);
    }
    const gate = tab.getByRole('region', { name: 'Gate' });
    await gate.getByText('Closed').waitFor(patience);
    expect((await push(20, false)).status).toBe(409);
    await tap('Start a challenge');
    await tab.getByText('0 shown, 2 to go').waitFor(patience);
    await push(10_003, false, { 'touchstone-golden-part': 'good-1' });
    await tab.getByText('✓ as it must be').waitFor(patience);
    await push(22, true, { 'touchstone-golden-part': 'bad-1' });
    await gate.getByText('Open', { exact: true }).waitFor(patience);
    expect((await push(23, false)).status).toBe(200);
  });

  test('the drift page draws what the line did', async () => {
    for (const seed of [31, 32, 33]) expect((await push(seed, false)).status).toBe(200);
    await goTab('drift');
    await tab.getByRole('heading', { name: 'What is watched' }).waitFor(patience);
    await tab.getByText('Scores over time').waitFor({ ...patience, state: 'attached' });
  });

  test('similar frames are found, by the whole picture and by a part that is drawn', async () => {
    for (const seed of [3, 50, 51]) await push(seed, true);
    const { body } = await push(3, true);
    await go(`/frames/${body.frameId}`);
    await tap('Find similar frames');
    const found = tab.locator('.similar-found li');
    await found.first().waitFor(patience);
    expect(await found.first().innerText()).toContain('distance 0.0000');
    await tap('Search by a part of it');
    const picture = (await tab.locator('.region-drawer.drawing').boundingBox(patience))!;
    await tab.mouse.move(picture.x + picture.width * 0.3, picture.y + picture.height * 0.2);
    await tab.mouse.down();
    await tab.mouse.move(picture.x + picture.width * 0.7, picture.y + picture.height * 0.7);
    await tab.mouse.up();
    await tab.getByText('most like the marked part').waitFor(patience);
    await tab.locator('.found-picture .matched').first().waitFor(patience);
    await tab.getByLabel('Inspected').selectOption('hour');
    await tab.getByText('in the last hour, among').waitFor(patience);
    await tab.getByLabel('Called').fill('nothing is called so');
    await tab.keyboard.press('Enter');
    await tab.getByText('No other kept frame is left').waitFor(patience);
    await tab.getByLabel('Called').fill('');
    await tab.keyboard.press('Enter');
    // The same part was shown before.
    await tab.getByLabel('Distance at most').fill('0.00001');
    await tab.keyboard.press('Enter');
    await tab.getByText(/^The [12] frames? most like/).waitFor(patience);
    const list = await tab.getByRole('link', { name: 'Download list (CSV)' }).getAttribute('href');
    const csv = await (await fetch(`${product.url}${list}`)).text();
    expect(csv.split('\r\n')[0]).toMatch(/^rank,distance,part/);
    expect(csv.split('\r\n').length).toBeGreaterThan(2);
  });

  test('a part is found in the history, its passport shows each frame, and going back keeps the search', async () => {
    for (const stain of [true, false]) await push(60, stain, { 'touchstone-part-id': 'SN/7' });
    await go('/history?part=SN%2F7');
    await tab.getByRole('link', { name: 'SN/7' }).first().click(patience);
    await tab.getByRole('heading', { name: 'Part SN/7' }).waitFor(patience);
    await tab.getByText('2 frames at 1 station').waitFor(patience);
    await tab.goBack();
    await tab.getByRole('link', { name: 'SN/7' }).first().waitFor(patience);
    expect(await tab.getByLabel('Part').inputValue()).toBe('SN/7');
    await go(`/report?station=${station}`);
    await tab.getByRole('heading', { name: 'Rates against the promise' }).waitFor(patience);
  });

  test('a limit that is moved says what follows, and is left as it was', async () => {
    await goTab('models');
    const handle = tab.getByRole('slider', { name: /^reject limit/ });
    await handle.focus(patience);
    const before = await handle.getAttribute('aria-valuenow');
    await tab.keyboard.press('PageUp');
    expect(await handle.getAttribute('aria-valuenow')).not.toBe(before);
    await tab
      .getByText(/of good parts expected/)
      .first()
      .waitFor(patience);
    await tap('Leave them');
    expect(await handle.getAttribute('aria-valuenow')).toBe(before);
  });

  test('known parts are added to the test set, judged, and shown against the limits', async () => {
    await goTab('test-set');
    for (const [words, stain] of [
      ['Drop pictures of bad parts here', true],
      ['Drop pictures of good parts here', false],
    ] as const) {
      const buffer = await paintedPart(70 + Number(stain), { stain });
      const file = { name: `known-${stain}.jpg`, mimeType: 'image/jpeg', buffer };
      await tab.locator(`input[aria-label="${words}"]`).setInputFiles(file, patience);
      await tab.getByText('1 of 1 picture sent').waitFor(patience);
    }
    await tap(/^Judge/);
    await tab.locator('.shares').first().waitFor(patience);
  });

  test('a question mark shows the keys of the page', async () => {
    await goTab('quarantine');
    await tab
      .getByText(/Nothing waits for a decision|set aside/)
      .first()
      .waitFor(patience);
    await tab.keyboard.press('?');
    await tab.getByRole('dialog').getByText('keep it out').waitFor(patience);
    await tab.keyboard.press('Escape');
  });

  test('nothing went wrong in the browser meanwhile', () => {
    expect(complaints).toEqual([]);
  });
});
