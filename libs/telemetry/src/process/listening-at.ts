import type { AddressInfo } from 'node:net';

/**
 * Returns where a server listens as it is bound, such as `http://0.0.0.0:8080`: whoever reads it sees whether
 * others on the network can reach it. Nest's own `getUrl` says 127.0.0.1 then.
 */
export function listeningAt(server: { address(): AddressInfo | string | null }): string {
  const address = server.address();
  if (address === null) throw new Error('the server does not listen yet');
  if (typeof address === 'string') return address;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
