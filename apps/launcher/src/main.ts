// The launcher: starts Redis, PostgreSQL, api, workers, calibrator, watcher and connector, keeps them up, ends them in
// order.
import { TouchstoneError } from '#contracts';
import { launch, type Running } from './launch.js';
import { readSettings } from './settings.js';

/** The exit code that shells know for Ctrl-C. */
const interrupted = 130;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Resolves at the first SIGINT or SIGTERM, or when who started us and holds a channel to us is gone; the
 * second signal ends at once, and the next start cleans up.
 */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        if (asked) process.exit(interrupted);
        asked = true;
        resolve(name);
      });
    if (process.channel) process.once('disconnect', () => resolve('the starter is gone'));
  });
}

async function end(running: Running): Promise<boolean> {
  const forced = await running.stop();
  if (forced.length > 0) say(`ended by force after their deadline: ${forced.join(', ')}`);
  say('stopped; nothing accepted is lost');
  return forced.length === 0;
}

async function run(): Promise<number> {
  const asked = stopSignal();
  const running = await launch(readSettings(), say, asked);
  if (running === null) return interrupted;
  say(`READY ${running.url}`);
  const reason = await Promise.race([asked, running.failed]);
  if (reason instanceof TouchstoneError) {
    process.stderr.write(`\n${reason.message}\n`);
    await end(running);
    return 1;
  }
  say(`${reason}: stopping in order (once more: at once)`);
  return (await end(running)) ? 0 : 1;
}

// What parts write belongs to the user who runs them, and to nobody else.
process.umask(0o077);
// A terminal or pipe that is gone must not end the product.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Frames, models and logs are nobody's but ours: what is written from here on only our own user may read.
process.umask(0o077);

try {
  process.exitCode = await run();
} catch (error) {
  const known = error instanceof TouchstoneError;
  const text = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text ?? ''}\n`);
  process.exitCode = 1;
}
// A channel to who started us, once listened to, would keep this process for ever.
if (process.connected) process.disconnect();
