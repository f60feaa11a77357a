import type { Logger } from '@nestjs/common';
import { TouchstoneError } from '#contracts';

/** Does what can be done later as well: trouble with one station must stop neither the others nor the process. */
export async function eachGuarded(
  log: Logger,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const known = error instanceof TouchstoneError;
    const why = error instanceof Error ? (known ? error.message : error.stack) : String(error);
    log[known ? 'warn' : 'error'](`${what}: ${why}`);
  }
}
