import type { FastifyInstance } from 'fastify';

/** The milliseconds between two looks for connections that have become idle while closing. */
const lookEveryMs = 100;

/**
 * Lets a closing server end: it waits for every connection, and a browser keeps its own open for over a
 * minute without asking for anything. Idle ones are closed as they become so; what still runs after
 * `graceMs` is cut, so that its caller asks again elsewhere.
 */
export function closeConnections(server: FastifyInstance, graceMs: number): void {
  let timers: NodeJS.Timeout[] = [];
  server.addHook('preClose', (done) => {
    timers = [
      setInterval(() => server.server.closeIdleConnections(), lookEveryMs),
      setTimeout(() => server.server.closeAllConnections(), graceMs),
    ];
    done();
  });
  server.server.on('close', () => timers.forEach((timer) => clearTimeout(timer)));
}
