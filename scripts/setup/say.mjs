/** A set-up failure that a person can mend: the message says what was wrong and what to do. */
export class SetupError extends Error {}

/** Says one line of progress; on standard error, so that `--json` results stay alone on standard output. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the process with a set-up failure's message, or with the stack of anything unplanned. */
export function endWith(error) {
  const text = error instanceof SetupError ? `\n${error.message}` : error?.stack;
  process.stderr.write(`${text ?? String(error)}\n`);
  process.exit(1);
}
