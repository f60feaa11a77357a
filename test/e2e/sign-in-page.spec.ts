import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Accounts, hashPassword } from '#storage';
import { systemClock } from '#telemetry';
import { startApi, type TestApi } from '../support/api.js';
import { everyonesPassword, makeAccount } from '../support/askers.js';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { ownDatabase, ownRedis, type TestService } from '../support/services.js';

const patience = { timeout: 60_000 };

describe.skipIf(chromiumPath === undefined)('sign-in (needs Chromium)', () => {
  let redis: TestService;
  let postgres: TestService;
  let api: TestApi;

  beforeAll(async () => {
    [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
    const services = { redisUrl: redis.url, databaseUrl: postgres.url };
    api = await startApi(services, { webFolder: resolve('dist/apps/web') });
    await api.makeStation('s1');
    await makeAccount(api.app, 'anna', 'administrator');
    await makeAccount(api.app, 'vera', 'viewer');
    await makeAccount(api.app, 'olga', 'engineer');
  });

  afterAll(async () => {
    await api.stop();
    await Promise.all([redis.stop(), postgres.stop()]);
  });

  test('by name and password, refused and accepted; who one is stands above, a viewer saves nothing, and signs out', async () => {
    const browser = await startChromium();
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(api.url);
    const submit = page.getByRole('button', { name: 'Sign in', exact: true });
    await page.getByLabel('Name', { exact: true }).fill('vera');
    await page.getByLabel('Password').fill('not the word');
    await submit.click();
    await page.getByText('the name or the password is wrong').waitFor(patience);
    await page.getByLabel('Password').fill(everyonesPassword);
    await submit.click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor(patience);
    await page.goto(`${api.url}/#/stations/s1/settings`);
    await page.getByText('Only an engineer changes settings').waitFor(patience);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor(patience);
    await browser.close();
  });

  test('an administrator makes an account and a key that is shown once, and finds both in the audit trail', async () => {
    const browser = await startChromium();
    const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
    await page.goto(`${api.url}/#/admin/people`);
    await page.getByLabel('Name', { exact: true }).fill('anna');
    await page.getByLabel('Password').fill(everyonesPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const person = page.getByRole('form', { name: 'New account' });
    await person.getByLabel(/^Name/).fill('otto', patience);
    await person.getByLabel(/^Password/).fill('a word that nobody guesses');
    await person.getByLabel('Role').selectOption('operator');
    await person.getByRole('button', { name: 'Make it' }).click();
    const row = page.getByRole('row', { name: /^otto/ });
    await row.getByRole('button', { name: 'Disable' }).click(patience);
    await row.getByText('disabled').waitFor(patience);
    await page.getByRole('link', { name: 'Device keys' }).click();
    const device = page.getByRole('form', { name: 'New key' });
    await device.getByLabel(/^The device/).fill('camera-1', patience);
    await device.getByRole('button', { name: 'Make it' }).click();
    const key = await page.getByRole('dialog').locator('code').first().innerText(patience);
    expect(key).toMatch(/^tsk_/);
    await page.getByRole('dialog').getByRole('button', { name: 'I have copied it' }).click();
    await page
      .getByRole('row', { name: /^camera-1/ })
      .getByText('never used')
      .waitFor(patience);
    expect(await page.content()).not.toContain(key);
    await page.getByRole('link', { name: 'Sign-ins' }).click();
    await page.getByText('administrator, this one').waitFor(patience);
    await page.getByRole('link', { name: 'System' }).click();
    await page.getByText('Redis, PostgreSQL and the blob store answer').waitFor(patience);
    await page.goto(`${api.url}/#/admin/audit?action=device-key-made`);
    await page.getByRole('row', { name: /camera-1/ }).waitFor(patience);
    expect(await page.getByRole('row').count()).toBe(2);
    await browser.close();
  });

  test('at a shared terminal by name and PIN, as an operator', async () => {
    const change = { auditId: systemClock.newId(), by: 'the test', at: systemClock.now() };
    await api.app.get(Accounts).change('olga', { pin: await hashPassword('7294') }, change, true);
    const browser = await startChromium();
    const page = await browser.newPage();
    await page.goto(api.url);
    await page.getByRole('button', { name: 'Sign in by PIN' }).click(patience);
    await page.getByLabel('Name', { exact: true }).fill('olga');
    await page.getByLabel('PIN', { exact: true }).fill('7294');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor(patience);
    await page.goto(`${api.url}/#/stations/s1/settings`);
    await page.getByText('Only an engineer changes settings').waitFor(patience);
    await browser.close();
  });
});
