import { TouchstoneError } from '#contracts';

/**
 * Returns what a person is told when a command fails: one message, never a stack trace unless asked for
 * (TOUCHSTONE_LOG=debug).
 */
export function failureText(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return error.stack ?? error.message;
  if (error instanceof TouchstoneError)
    return `touchstone: ${error.title}: ${error.message} [${error.code}]`;
  const message = error instanceof Error ? error.message : String(error);
  return `touchstone: ${message}\n(TOUCHSTONE_LOG=debug shows where it happened)`;
}
