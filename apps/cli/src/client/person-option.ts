import { userInfo } from 'node:os';
import type { Command } from 'commander';

/** The person who speaks; the name of a named API key wins over it. */
export interface PersonOptions {
  by: string;
}

/** Adds `--by`, by default the name of the person who is logged in here. */
export function withPerson(command: Command): Command {
  return command.option('--by <name>', 'who asks (the name of a named API key wins)', loggedIn());
}

function loggedIn(): string {
  try {
    return userInfo().username || 'operator';
  } catch {
    // A container may run under a number that has no name.
    return 'operator';
  }
}
