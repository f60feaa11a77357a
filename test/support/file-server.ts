import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

export interface FileServer {
  readonly url: string;
  /** The `path range` of every request, in order. */
  readonly requests: string[];
  readonly files: Map<string, Buffer>;
  /** Cuts the connection in the middle of each long answer; undefined lets all of it through. */
  cut: Cut | undefined;
  close(): Promise<void>;
}

export interface Cut {
  /** Bytes of each answer that go out before the connection breaks. */
  readonly after: number;
  /**
   * Tells whether the caller has kept the file up to this byte, which the server waits for: what a caller has in its
   * buffers is thrown away with the connection, and nobody on this side sees that.
   */
  readonly hasKept: (upTo: number) => Promise<boolean>;
}

/** Serves bytes on loopback with ETag and Range (RFC 9110), as static hosts do. */
export async function startFileServer(files: Record<string, Buffer>): Promise<FileServer> {
  const server = createServer((request, response) => answer(state, request, response));
  const state: FileServer = {
    url: '',
    requests: [],
    files: new Map(Object.entries(files)),
    cut: undefined,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
}

function answer(state: FileServer, request: IncomingMessage, response: ServerResponse): void {
  const { range, 'if-range': tag } = request.headers;
  state.requests.push(`${request.url} ${range ?? 'whole'}`);
  const bytes = state.files.get(request.url ?? '');
  if (!bytes) return void response.writeHead(404).end();
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const from = range && tag === etag ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
  const part = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { etag, 'content-length': part.length });
  const { cut } = state;
  if (cut === undefined || part.length <= cut.after) return void response.end(part);
  response.write(part.subarray(0, cut.after));
  const kept = until(() => cut.hasKept(from + cut.after));
  void kept.finally(() => response.destroy());
}
