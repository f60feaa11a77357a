import type { ApiClient } from '#client';
import { join } from 'node:path';
import { TouchstoneError, type Certificate } from '#contracts';
import { openClient } from '../client/open-client.js';
import { inspectFrame } from '../client/push.js';
import { untilStopped } from '../client/until-stopped.js';
import { readSettings } from '../settings.js';
import { paced } from '../simulate/camera.js';
import { checkRound, type Check } from './check.js';
import type { DemoLine } from './demo-line.js';
import { folderLine } from './folder-line.js';
import { prepareStation } from './prepare-station.js';
import { aborted, startProduct, type Product } from './product.js';
import type { DemoOptions } from './demo-options.js';
import { simulatedLine } from './simulated-line.js';
import { Tally } from './tally.js';
import { verdictLine } from './verdict-line.js';
import { openReceiver, type WebhookReceiver } from './webhook-receiver.js';

/** The things that a demo has in its hands while it runs. */
interface Stage {
  options: DemoOptions;
  line: DemoLine;
  station: string;
  dataFolder: string;
  product: Product;
  receiver: WebhookReceiver;
  signal: AbortSignal;
}

/**
 * Runs the whole demo: start the product, learn, inspect until Ctrl-C, end in order. With `check`, a bounded round.
 * @throws TouchstoneError demo-check-failed when the round does not hold.
 */
export async function demo(options: DemoOptions): Promise<void> {
  const line = options.data
    ? await folderLine(options.data, options.seed)
    : simulatedLine(options.seed);
  await untilStopped(async (signal) => {
    const receiver = await openReceiver();
    const dataFolder = join(readSettings().dataFolder, options.check ? 'demo-check' : 'demo');
    try {
      const product = await startDemoProduct(options, dataFolder, signal);
      const station = options.check ? `check-${Date.now().toString(36)}` : line.station;
      await onStage({ options, line, station, dataFolder, product, receiver, signal });
    } finally {
      await receiver.close();
    }
  });
}

async function startDemoProduct(
  options: DemoOptions,
  dataFolder: string,
  signal: AbortSignal,
): Promise<Product> {
  say('Starting Touchstone:');
  const { checkout } = readSettings();
  const { port } = options;
  const settings = { checkout, dataFolder, port, say: (text: string) => say(`  ${text}`) };
  return await startProduct(settings, signal);
}

async function onStage(stage: Stage): Promise<void> {
  const { product, signal } = stage;
  try {
    await Promise.race([perform(stage), product.ended, aborted(signal)]);
  } finally {
    say('Stopping:');
    await product.stop();
  }
}

async function perform(stage: Stage): Promise<void> {
  const { options, line, station, product, receiver, signal } = stage;
  const api = openClient({ url: product.url, patienceMs: 60_000, signal });
  say(`Live page: ${product.url}/`);
  const certificate = await prepareStation(api, line, station, receiver, say);
  const tally = await inspectLine(stage, api);
  if (options.check && certificate) await report(stage, tally, certificate);
}

async function inspectLine(stage: Stage, api: ApiClient): Promise<Tally> {
  const { options, line, station, product, signal } = stage;
  const tally = new Tally();
  const coloured = process.stdout.isTTY && process.stdout.hasColors();
  const pace = { rate: options.rate, start: 0, count: options.check ? line.checkFrames : Infinity };
  const make = (index: number) => (options.check ? line.checkFrameAt(index) : line.frameAt(index));
  say(`Inspecting; Ctrl-C ends it. Live page: ${product.url}/`);
  for await (const { upload, known } of paced(make, pace, signal)) {
    const inspection = await inspectFrame(api, station, upload);
    tally.add(inspection, known);
    say(verdictLine(inspection, known, coloured));
  }
  return tally;
}

async function report(stage: Stage, tally: Tally, certificate: Certificate): Promise<void> {
  const { line, receiver, dataFolder, station } = stage;
  const checks = await checkRound({ tally, line, certificate, receiver, dataFolder, station });
  say('');
  for (const { holds, what } of checks) say(`${holds ? 'holds' : 'FAILS'}  ${what}`);
  const failed = checks.filter((check: Check) => !check.holds).length;
  if (failed > 0)
    throw new TouchstoneError(
      'demo-check-failed',
      `${failed} of ${checks.length} checks do not hold.`,
    );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
