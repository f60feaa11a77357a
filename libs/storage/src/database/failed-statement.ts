import { DrizzleQueryError } from 'drizzle-orm';

/** The pattern of SQLSTATE as PostgreSQL gives it; Node's own codes (`ECONNREFUSED`) are longer. */
const sqlState = /^[0-9A-Z]{5}$/;

/** The fields of PostgreSQL's error beside its message, which may quote the values. */
interface Failure {
  code?: unknown;
  table?: unknown;
  column?: unknown;
  constraint?: unknown;
}

/** A statement that PostgreSQL refused: its SQLSTATE and where, and nothing of the values that it was given. */
export class FailedStatement extends Error {
  constructor(
    readonly code: string,
    where: string,
    stack: string,
  ) {
    super(`PostgreSQL refused a statement (SQLSTATE ${code}${where})`);
    this.name = 'FailedStatement';
    this.stack = `${this.name}: ${this.message}\n${stack}`;
  }
}

/**
 * Returns a failed statement without its parameters: the query builder's error lists them in its message, among them
 * the webhook's secret, and PostgreSQL's own quotes the value or the row. Anything else comes back as it was.
 */
export function withoutValues(error: unknown): unknown {
  const root = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(root instanceof Error)) return error;
  const { code, table, column, constraint } = root as Failure;
  const isStatement = typeof code === 'string' && sqlState.test(code);
  if (!isStatement && !(error instanceof DrizzleQueryError)) return error;
  if (!isStatement) return root;
  const where = Object.entries({ table, column, constraint })
    .filter(([, name]) => typeof name === 'string')
    .map(([kind, name]) => `, ${kind} ${String(name)}`);
  return new FailedStatement(code, where.join(''), placesOf(error));
}

/** The lines of a stack that say where, without the message before them. */
function placesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}
