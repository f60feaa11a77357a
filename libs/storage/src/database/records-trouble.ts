import { TouchstoneError } from '#contracts';
import { FailedStatement, withoutValues } from './failed-statement.js';

/**
 * The SQLSTATE classes that pass: 08 connection, 53 resources, 57 operator intervention, 58 system; 40 a rollback that
 * a repeat cures.
 */
const passingClasses = new Set(['08', '40', '53', '57', '58']);

/** The messages of Node and the pg driver when the server is not there; pg gives some of them no code. */
const connectionTrouble =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|Connection terminated|timeout exceeded when trying to connect|Query read timeout|connection error and is not queryable/;

/** Returns the PostgreSQL error under the query builder's wrapping, else the error itself. */
export function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root;
}

/** Returns the SQLSTATE or Node code of a failure, where it has one. */
export function codeOf(error: unknown): string | undefined {
  const root = rootOf(error);
  const code = root instanceof Error && 'code' in root ? root.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Returns what a failed statement is to its caller: `records-unavailable` for failures of the connection, `bad-request`
 * for a value that PostgreSQL cannot hold (SQLSTATE class 22). Any other failure of a statement comes back without the
 * values that it was given, so that no log shows them; what is no failure of a statement comes back as it was.
 */
export function asRecordsTrouble(error: unknown): unknown {
  if (error instanceof TouchstoneError) return error;
  if (isTrouble(error)) return unavailable(error);
  const failure = withoutValues(error);
  if (!(failure instanceof FailedStatement) || !failure.code.startsWith('22')) return failure;
  return new TouchstoneError(
    'bad-request',
    `a value of the request cannot be kept (SQLSTATE ${failure.code}): send text without NUL, numbers and times in range`,
    { cause: failure },
  );
}

function unavailable(error: unknown): TouchstoneError {
  const reason = rootOf(error);
  return new TouchstoneError(
    'records-unavailable',
    `PostgreSQL did not take the request (${reason instanceof Error ? reason.message || (codeOf(error) ?? '') : String(reason)}); try again when it is back`,
    { cause: withoutValues(error) },
  );
}

function isTrouble(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  if (/^[0-9A-Z]{5}$/.test(code)) return passingClasses.has(code.slice(0, 2));
  const root = rootOf(error);
  return (
    connectionTrouble.test(code) || (root instanceof Error && connectionTrouble.test(root.message))
  );
}
