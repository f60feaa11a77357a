import { runInNewContext } from 'node:vm';
import type { FrameFacts } from '#contracts';

/** The milliseconds that a pattern may take on one name: one that backtracks without end must not hold the others. */
const longestMs = 200;

export type NameFacts = Pick<FrameFacts, 'partId' | 'lot' | 'capturedAt'>;

/** Returns the facts that the pattern's groups find in a file's name; a name that it does not fit has none. */
export function factsOf(pattern: string | null, name: string): NameFacts {
  if (pattern === null) return {};
  const groups = matched(pattern, name)?.groups ?? {};
  const capturedAt = groups['time'] === undefined ? null : instantOf(groups['time']);
  return {
    ...(groups['part'] ? { partId: groups['part'] } : {}),
    ...(groups['lot'] ? { lot: groups['lot'] } : {}),
    ...(capturedAt === null ? {} : { capturedAt }),
  };
}

/** Runs where it can be ended: V8 looks at the limit while an expression backtracks. Null where it was ended. */
function matched(pattern: string, name: string): RegExpExecArray | null {
  const expression = new RegExp(pattern, 'u');
  try {
    const run = 'expression.exec(name)';
    return runInNewContext(run, { expression, name }, { timeout: longestMs }) as RegExpExecArray;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
}

/**
 * Reads a time as cameras write it into names: `2026-01-31T08:15:30.250Z`, `20260131_081530`, `20260131081530250`, or
 * milliseconds since 1970 (13 digits). One without a zone is in this machine's. Null for a day or an hour that there is not.
 */
export function instantOf(text: string): string | null {
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  const found = written.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = found;
  const ms = fraction.slice(0, 3).padEnd(3, '0');
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}`;
  const at = new Date(`${plain}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  const there = !Number.isNaN(at.getTime()) && dayIsThere(Number(year), Number(month), Number(day));
  return there ? at.toISOString() : null;
}

const written =
  /^(\d{4})[-._]?(\d\d)[-._]?(\d\d)[-._T ]?(\d\d)[-.:_]?(\d\d)[-.:_]?(\d\d)(?:[-.,_]?(\d{1,6}))?(Z|[+-]\d\d:?\d\d)?$/;

/** `Date` makes a third of March of a 31st of February. */
function dayIsThere(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
