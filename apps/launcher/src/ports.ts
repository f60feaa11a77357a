import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TouchstoneError } from '#contracts';
import { type PortHolder, portHolder } from './port-holder.js';
import { isOrphan } from './processes/orphans.js';

// Below the range that systems take outgoing ports from (Linux: 32768 up): while a server is down, a
// client that keeps connecting to a port of that range can be given it as its own and so meet itself.
const lowest = 20_000;
const highest = 32_000;
/** The milliseconds within which the processes of a launcher that was killed have ended, and given their ports back. */
const orphansEndMs = 15_000;

/**
 * Finds a port that is free at the moment on this address, and that no outgoing connection takes. Nobody who asks here
 * is given the same port while this process lives: its server listens only later, and would find another's there.
 */
export async function freePort(host: string): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(lowest, highest);
    if ((await reserve(port)) && (await listenError(host, port)) === null) return port;
  }
  throw new TouchstoneError(
    'port-taken',
    `No free port was found between ${lowest} and ${highest}.`,
  );
}

/**
 * Returns the port asked for, or a free one for 0. Waits for a process of ours whose launcher was killed.
 * @param variable the setting it came from, for the message
 * @throws TouchstoneError port-taken saying who has it, and how to take another.
 */
export async function claimPort(host: string, port: number, variable: string): Promise<number> {
  if (port === 0) return freePort(host);
  const giveUpAt = Date.now() + orphansEndMs;
  for (;;) {
    const code = await listenError(host, port);
    if (code === null) return port;
    const holder = code === 'EADDRINUSE' ? portHolder(port) : null;
    if (holder === null || !isOrphan(holder.pid) || Date.now() > giveUpAt)
      throw new TouchstoneError('port-taken', complaint(host, port, variable, code, holder));
    await sleep(200);
  }
}

function complaint(
  host: string,
  port: number,
  variable: string,
  code: string,
  holder: PortHolder | null,
): string {
  if (code === 'EACCES')
    return `Port ${port} may only be taken by root. Take a higher one: ${variable}=8080 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine. Set TOUCHSTONE_HOST, or for metrics TOUCHSTONE_METRICS_HOST, to one that is, such as 127.0.0.1.`;
  const who = holder
    ? `process ${holder.pid} (${holder.program})`
    : "another user's program, which this user may not look at";
  return (
    `Port ${port} on ${host} is in use by ${who}. ` +
    `Stop that one, or take another port: ${variable}=${port + 10} npm start`
  );
}

/** The ports that this process gave out. */
const givenOut = new Set<number>();

/**
 * Keeps others from the port until this process ends; returns whether nobody had done so. On Linux that holds among
 * processes too, by a socket of the abstract namespace, which leaves no file and goes with its process.
 */
async function reserve(port: number): Promise<boolean> {
  if (givenOut.has(port)) return false;
  givenOut.add(port);
  return process.platform !== 'linux' || (await holdName(`\0touchstone-port-${port}`));
}

function holdName(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(false));
    server.listen({ path }, () => resolve(true)).unref();
  });
}

/** The code of the failure to listen there, or null where it works. */
function listenError(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
