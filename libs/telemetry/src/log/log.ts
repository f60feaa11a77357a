import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { factsOfLog } from './log-facts.js';

/** A log of JSON lines; those of a frame's way carry the frame's id, see `loggedAbout`. */
export type Log = PinoLogger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Creates the log of an app, whose name is on every line. It writes to standard output unless told otherwise. */
export function createLog(app: string, level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...factsOfLog() }),
    formatters: { level: (label: string) => ({ level: label }) },
    redact: ['req.headers.authorization', 'req.headers["x-api-key"]'],
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The rooms of Nest that tell of each route and module at start; an operator need not know. */
const roomsOfNest = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

const isOfNest = (room: unknown) => typeof room === 'string' && roomsOfNest.has(room);

/** The logger of Nest's own lines, and of those of `new Logger(name)`, in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly written: Log) {}

  log(message: unknown, ...more: unknown[]): void {
    this.write(isOfNest(more.at(-1)) ? 'debug' : 'info', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  /** Nest says the room last. Before it may come a stack, an error, or an object of facts for fields of the line. */
  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    more: unknown[],
  ) {
    const room = more.at(-1);
    const detail = more.length > 1 ? more[0] : undefined;
    if (message instanceof Error) this.written[level]({ room, err: message }, message.message);
    else this.written[level]({ room, ...fieldsOf(detail) }, '%s', message);
  }
}

function fieldsOf(detail: unknown): object {
  if (detail instanceof Error) return { err: detail };
  return typeof detail === 'object' && detail !== null ? detail : { stack: detail };
}
