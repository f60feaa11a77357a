import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  alertId: string;
  signature: string;
  body: string;
}

/** Starts a webhook on loopback that answers what the test says and keeps what it got. */
export async function startReceiver(answer: (nth: number) => number = () => 200) {
  const posts: ReceivedPost[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      posts.push({
        alertId: String(request.headers['touchstone-alert-id']),
        signature: String(request.headers['touchstone-signature']),
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer(posts.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    posts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
