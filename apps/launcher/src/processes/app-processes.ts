import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { appEnvironment } from './child-environment.js';
import { connectorAccess } from './connector-key.js';
import { launcherMark } from './orphans.js';
import type { PartPlan } from './managed-process.js';
import { claimPort } from '../ports.js';
import type { Settings } from '../settings.js';

/** The calibrator's, the watcher's and the connector's ports, above the first worker's port. */
const calibratorOffset = 9;
const watcherOffset = 10;
const connectorOffset = 11;
/** The milliseconds that an app may take beyond the end of its work in hand to close its connections. */
const closingMs = 10_000;

export interface AppParts {
  readonly api: PartPlan;
  readonly workers: readonly PartPlan[];
  readonly calibrator: PartPlan;
  readonly watcher: PartPlan;
  readonly connector: PartPlan;
}

/**
 * Returns the product's own processes, with their ports claimed.
 * @throws TouchstoneError port-taken; program-missing when the product is not built
 */
export async function appParts(
  settings: Settings,
  urls: Record<string, string>,
): Promise<AppParts> {
  const { host, metricsHost, port, metricsPort, workers } = settings;
  const own = {
    ...urls,
    ...launcherMark(),
    TOUCHSTONE_DATA: settings.data,
    TOUCHSTONE_HOST: host,
    TOUCHSTONE_METRICS_HOST: metricsHost,
  };
  const plan = async (name: string, app: string, variable: string, wanted: number, more = {}) => {
    const at = app === 'api' ? host : metricsHost;
    const claimed = await claimPort(at, wanted, variable);
    const inherited = appEnvironment(settings.inherited, app);
    const env = { ...inherited, ...own, ...more, [variable]: String(claimed) };
    return appPart(settings, name, app, env, `http://${reachable(at)}:${claimed}`);
  };
  const metrics = (offset: number) => (metricsPort === 0 ? 0 : metricsPort + offset);
  const worker = (_: unknown, index: number) =>
    plan(`worker-${index + 1}`, 'worker', 'TOUCHSTONE_METRICS_PORT', metrics(index));
  const beyondWorkers = (app: string, offset: number, place: number, more = {}) =>
    plan(app, app, 'TOUCHSTONE_METRICS_PORT', metrics(Math.max(offset, workers + place)), more);
  const access = connectorAccess(settings.inherited);
  const api = await plan('api', 'api', 'TOUCHSTONE_PORT', port, access.ofApi);
  return {
    api,
    workers: await Promise.all(Array.from({ length: workers }, worker)),
    calibrator: await beyondWorkers('calibrator', calibratorOffset, 0),
    watcher: await beyondWorkers('watcher', watcherOffset, 1),
    connector: await beyondWorkers('connector', connectorOffset, 2, {
      TOUCHSTONE_CONNECTOR_URL: api.url,
      ...access.ofConnector,
    }),
  };
}

function appPart(
  settings: Settings,
  name: string,
  app: string,
  env: NodeJS.ProcessEnv,
  url: string,
): PartPlan {
  const main = join(settings.checkout, 'dist', 'programs', `${app}.js`);
  if (!existsSync(main))
    throw new TouchstoneError(
      'program-missing',
      `${main} is not there. Run \`npm run setup\`, which builds it.`,
    );
  return {
    name,
    url,
    command: {
      program: process.execPath,
      args: ['--enable-source-maps', main],
      env,
      seesOurEnd: true,
    },
    ready: () => isReady(url),
    readyMs: 120_000,
    stopSignal: 'SIGTERM',
    stopMs: settings.stopMs + closingMs,
  };
}

/** An address to connect to, where the setting is to listen on all. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return answer.ok;
  } catch {
    // Not listening yet: asked again until the part's deadline.
    return false;
  }
}
