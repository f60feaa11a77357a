import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    await makeAccount(api.app, 'vera', 'viewer');
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
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor(patience);
    await browser.close();
  });
});
