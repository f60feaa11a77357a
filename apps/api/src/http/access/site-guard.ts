import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback, TouchstoneError } from '#contracts';
import { hostNameOf, isOwnAddress } from './host-names.js';

/** Methods that change nothing: what a page of another site learns from their answers, its browser keeps from it. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The values of `Sec-Fetch-Site` for a request that our own page made, or that a person typed in. */
const ownSite = new Set(['same-origin', 'none']);

/**
 * Keeps pages of other sites from operating the API through the browser of somebody who can reach it. A name that
 * is not ours is refused, since it may have been pointed at this address to read what it answers; a request that
 * changes something is refused when the browser says that another site's page makes it. Cameras and programs send
 * neither `Sec-Fetch-Site` nor `Origin`, and go on working.
 */
export class SiteGuard {
  private readonly allowed: ReadonlySet<string>;

  /** `allowedHosts`: names beside those of loopback under which we are reached, in lower case. */
  constructor(allowedHosts: readonly string[]) {
    this.allowed = new Set(allowedHosts);
  }

  guard(server: FastifyInstance): void {
    server.addHook('onRequest', (request, _reply, done) => {
      this.refuseForeignHost(request);
      if (!reading.has(request.method)) this.refuseForeignPage(request);
      done();
    });
  }

  /** HTTP/1.0 may leave the host out; a browser never does. */
  private refuseForeignHost(request: FastifyRequest): void {
    const { host } = request.headers;
    if (host === undefined) return;
    const name = hostNameOf(host);
    if (name !== undefined && (isLoopback(name) || this.allowed.has(name))) return;
    if (name !== undefined && isOwnAddress(name, request.socket.localAddress)) return;
    throw new TouchstoneError(
      'host-not-allowed',
      `"${host.slice(0, 100)}" is not a name of this service: start it with TOUCHSTONE_ALLOWED_HOSTS=${name ?? '<name>'} if it is to be reached under that name`,
    );
  }

  private refuseForeignPage(request: FastifyRequest): void {
    const site = request.headers['sec-fetch-site'];
    const { origin, host = '' } = request.headers;
    if (site !== undefined && !ownSite.has(String(site))) throw foreignPage(String(site));
    if (origin !== undefined && !this.isOwnOrigin(origin, host)) throw foreignPage(origin);
  }

  /** Behind a proxy that names itself as the host, the page's own name must be an allowed one. */
  private isOwnOrigin(origin: string, host: string): boolean {
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    const own = `${page.protocol}//${host}`;
    if (URL.canParse(own) && new URL(own).host === page.host) return true;
    return page.port === '' && this.allowed.has(page.hostname);
  }
}

function foreignPage(from: string): TouchstoneError {
  return new TouchstoneError(
    'foreign-page',
    `a page of another site (${from.slice(0, 100)}) asks to change something here: only the page of this service may. Behind a proxy, have it pass on the Host header, or name the page's host in TOUCHSTONE_ALLOWED_HOSTS`,
  );
}
