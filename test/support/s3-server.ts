import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** The part of an S3 store that `S3Blobs` asks for, in memory, on loopback. */
export interface TestS3 {
  endpoint: string;
  objects: Map<string, Buffer>;
  /** Makes the server answer every request with this status from now on, as a store in trouble does; 0 ends it. */
  breakWith(status: number): void;
  stop(): Promise<void>;
}

export async function startS3(): Promise<TestS3> {
  const objects = new Map<string, Buffer>();
  let broken = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (broken === 0) return answer(request, body, objects, response);
      fail(response, broken, 'InternalError');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    breakWith: (status) => (broken = status),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(
  request: IncomingMessage,
  body: Buffer,
  objects: Map<string, Buffer>,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://s3');
  const key = decodeURIComponent(url.pathname.slice(1));
  if (request.method === 'GET' && url.searchParams.has('list-type')) {
    const prefix = `${key.replace(/\/$/, '')}/${url.searchParams.get('prefix') ?? ''}`;
    const after = `${key.replace(/\/$/, '')}/${url.searchParams.get('start-after') ?? ''}`;
    return list(objects, prefix, after, response);
  }
  if (request.method === 'HEAD' && /^[^/]+\/?$/.test(key)) return void response.end();
  if (request.method === 'PUT') objects.set(key, body);
  if (request.method === 'DELETE') objects.delete(key);
  const object = objects.get(key);
  if (request.method === 'DELETE') return void response.writeHead(204).end();
  if (object === undefined) return fail(response, 404, 'NoSuchKey');
  response.end(request.method === 'GET' ? object : undefined);
}

function list(
  objects: Map<string, Buffer>,
  prefix: string,
  after: string,
  response: ServerResponse,
): void {
  const keys = [...objects.keys()].sort().filter((key) => key.startsWith(prefix) && key > after);
  // Pages of two, so that whoever lists has to ask more than once.
  const contents = keys.slice(0, 2).map((key) => {
    const name = key.slice(key.indexOf('/') + 1);
    return `<Contents><Key>${name}</Key><Size>${objects.get(key)!.length}</Size></Contents>`;
  });
  response.setHeader('content-type', 'application/xml');
  response.end(`<?xml version="1.0"?><ListBucketResult>${contents.join('')}</ListBucketResult>`);
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
