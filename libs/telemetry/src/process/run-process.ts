import { createLog, type Log, type LogLevel } from '../log/log.js';

/**
 * Runs one process of the product: what it writes only its own user may read, and where it cannot start it says so in one
 * line on stderr and ends with exit code 1.
 * @param name the process, as its log lines and its complaint name it
 * @param readSettings reads the settings; throws where one is wrong
 * @param start starts it; throws where something is in the way
 */
export async function runProcess<S extends { readonly log: LogLevel }>(
  name: string,
  readSettings: () => S,
  start: (settings: S, log: Log) => Promise<void>,
): Promise<void> {
  process.umask(0o077);
  try {
    const settings = readSettings();
    await start(settings, createLog(name, settings.log));
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
