// Starts the data folder's PostgreSQL and nothing else, for a command that works on the records while the product does
// not run. Tells its address to who started it, over the channel; ends when that channel ends.
import { TouchstoneError } from '#contracts';
import { launchDatabase } from './launch.js';
import { readSettings } from './settings.js';

// What is written belongs to the user who runs this, and to nobody else.
process.umask(0o077);

try {
  if (process.send === undefined)
    throw new Error('this is started by `touchstone`, with a channel');
  const gone = new Promise((resolve) => process.once('disconnect', resolve));
  // Ctrl-C reaches us too; who started us ends the channel when it is done.
  for (const name of ['SIGINT', 'SIGHUP'] as const) process.on(name, () => undefined);
  const database = await launchDatabase(readSettings());
  process.send({ url: database.url });
  await gone;
  await database.stop();
} catch (error) {
  const known = error instanceof TouchstoneError;
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}
