import { isLoopback, refuseOpenToNetwork, TouchstoneError } from '#contracts';
import { appParts } from './processes/app-processes.js';
import { serverEnvironment } from './processes/child-environment.js';
import { type DataFolder, openDataFolder } from './folder/data-folder.js';
import { lockFolder } from './folder/folder-lock.js';
import { keeperPart } from './processes/keeper-part.js';
import { stopLeftovers } from './processes/leftovers.js';
import { ManagedProcess, type PartPlan, type Surroundings } from './processes/managed-process.js';
import { freePort } from './ports.js';
import { hasAdministrator, postgresPart } from './servers/postgres.js';
import { redisPart } from './servers/redis.js';
import { RunFile } from './folder/run-file.js';
import { openSecrets } from './folder/secrets.js';
import type { Settings } from './settings.js';

/** The whole product as it runs. */
export interface Running {
  readonly url: string;
  /** Resolves with the reason when a part does not stay up. */
  readonly failed: Promise<TouchstoneError>;
  /** Ends all parts in order; returns the names of those that had to be forced. */
  stop(): Promise<string[]>;
}

/**
 * Starts everything; this is the one file that knows the order: lock, leftovers of a killed run, ports, the keeper,
 * Redis and PostgreSQL, the API (the first to bring the records up to date), then workers, calibrator, watcher and connector.
 * @param interrupted resolves when the start is not wanted any more; the result is then null
 * @throws TouchstoneError saying what is in the way and how to remove it.
 */
export async function launch(
  settings: Settings,
  say: (line: string) => void,
  interrupted: Promise<unknown>,
): Promise<Running | null> {
  const folder = openDataFolder(settings.data);
  const unlock = lockFolder(folder.path);
  const stages: ManagedProcess[][] = [];
  const stop = async () => {
    const forced = await stopInOrder(stages);
    unlock();
    return forced;
  };
  try {
    await stopLeftovers(folder.runFile, 20_000, say);
    const { servers, urls } = await serverParts(settings, folder);
    const apps = await appParts(settings, urls);
    const { around, failed } = surroundings(folder, say);
    const keeper = keeperPart(folder.runFile, settings.inherited);
    const up = startStages(stages, around, [
      [keeper],
      servers,
      () => refuseOpen(settings, urls.DATABASE_URL),
      [apps.api],
      [...apps.workers, apps.calibrator, apps.watcher, apps.connector],
    ]);
    const outcome = await Promise.race([
      up,
      failed,
      interrupted.then(() => 'interrupted' as const),
    ]);
    if (outcome instanceof TouchstoneError) throw outcome;
    if (outcome === 'up') return { url: apps.api.url ?? '', failed, stop };
    await stop();
    return null;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the data folder's PostgreSQL alone. Throws as `launch` does. */
export async function launchDatabase(
  settings: Settings,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = openDataFolder(settings.data);
  const unlock = lockFolder(folder.path);
  const stages: ManagedProcess[][] = [];
  const stop = async () => {
    for (const part of stages.flat()) await part.stop();
    unlock();
  };
  try {
    const silent = () => undefined;
    await stopLeftovers(folder.runFile, 20_000, silent);
    const { plan, url } = postgresPart(await postgresPlace(settings, folder));
    const { around, failed } = surroundings(folder, silent);
    const outcome = await Promise.race([startStages(stages, around, [[plan]]), failed]);
    if (outcome instanceof TouchstoneError) throw outcome;
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function postgresPlace(settings: Settings, folder: DataFolder) {
  return {
    folder: folder.postgres,
    password: openSecrets(folder.secrets).postgres,
    osUser: settings.osUser,
    env: serverEnvironment(settings.inherited),
    port: await freePort('127.0.0.1'),
  };
}

async function serverParts(settings: Settings, folder: DataFolder) {
  const secrets = openSecrets(folder.secrets);
  const env = serverEnvironment(settings.inherited);
  const servers: PartPlan[] = [];
  const own = ({ plan, url }: { plan: PartPlan; url: string }) => (servers.push(plan), url);
  const redisPlace = { folder: folder.redis, password: secrets.redis, env };
  const urls = {
    REDIS_URL:
      settings.redisUrl ?? own(redisPart({ ...redisPlace, port: await freePort('127.0.0.1') })),
    DATABASE_URL: settings.databaseUrl ?? own(postgresPart(await postgresPlace(settings, folder))),
  };
  return { servers, urls };
}

/** Refuses to start an API that others on the network reach while it is open: asked here, where the reason is read at once. */
async function refuseOpen({ host, hasKeys }: Settings, database: string): Promise<void> {
  if (hasKeys || isLoopback(host)) return;
  refuseOpenToNetwork(host, await hasAdministrator(database));
}

function surroundings(folder: DataFolder, say: (line: string) => void) {
  let giveUp: (error: TouchstoneError) => void = () => undefined;
  const failed = new Promise<TouchstoneError>((resolve) => (giveUp = resolve));
  const runFile = new RunFile(folder.runFile);
  const around: Surroundings = { logFile: folder.logFile, runFile, say, giveUp };
  return { around, failed };
}

/** Fills `stages` as it goes, so that a stop in between ends what has been started. */
async function startStages(
  stages: ManagedProcess[][],
  around: Surroundings,
  inOrder: readonly (readonly PartPlan[] | (() => Promise<void>))[],
): Promise<'up'> {
  for (const plans of inOrder) {
    if (typeof plans === 'function') {
      await plans();
      continue;
    }
    const parts = plans.map((plan) => new ManagedProcess(plan, around));
    stages.push(parts);
    await Promise.all(parts.map((part) => part.start()));
  }
  return 'up';
}

/**
 * The API first, so that nothing new comes in; then workers, calibrator, watcher and connector, who finish what they
 * have in hand; then Redis and PostgreSQL, whom all of them need.
 */
async function stopInOrder(stages: readonly ManagedProcess[][]): Promise<string[]> {
  const [keeper = [], servers = [], api = [], computing = []] = stages;
  const forced: string[] = [];
  for (const parts of [api, computing, servers, keeper]) {
    const ends = await Promise.all(parts.map(async (part) => ({ part, well: await part.stop() })));
    forced.push(...ends.filter(({ well }) => !well).map(({ part }) => part.plan.name));
  }
  return forced;
}
