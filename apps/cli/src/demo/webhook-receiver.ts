import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookMessage } from '#contracts';

/** A webhook on loopback that checks what it gets, as a receiver in a factory should. */
export interface WebhookReceiver {
  url: string;
  secret: string;
  /** Alerts delivered, by frame id; how often each came with a valid signature. */
  delivered: ReadonlyMap<string, number>;
  /** Posts that were refused, with the reason. */
  refused: readonly string[];
  close(): Promise<void>;
}

/** The age of a signature at most, in seconds: an old message played again is refused. */
const toleranceSeconds = 300;

export async function openReceiver(): Promise<WebhookReceiver> {
  const secret = randomBytes(24).toString('hex');
  const delivered = new Map<string, number>();
  const refused: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const outcome = checkPost(body, request.headers['touchstone-signature'], secret);
      if ('refusal' in outcome) refused.push(outcome.refusal);
      else if (outcome.about === 'alert')
        delivered.set(outcome.frameId, (delivered.get(outcome.frameId) ?? 0) + 1);
      response.writeHead('refusal' in outcome ? 400 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    secret,
    delivered,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Returns the frame that an alert, or a change of the camera's state, is about; or why the post is refused. */
export function checkPost(
  body: string,
  header: string | string[] | undefined,
  secret: string,
  now = Date.now(),
): { frameId: string; about: 'alert' | 'camera' } | { refusal: string } {
  const found = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(header ?? ''));
  if (!found) return { refusal: 'no signature' };
  const [, seconds = '', signature = ''] = found;
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex')))
    return { refusal: 'the signature does not belong to the message' };
  if (Math.abs(now / 1000 - Number(seconds)) > toleranceSeconds)
    return { refusal: 'the signature is too old' };
  const message = webhookMessage.safeParse(JSON.parse(body));
  if (!message.success) return { refusal: 'the message is neither an alert nor of a camera' };
  const { data } = message;
  return { frameId: data.type === 'alert' ? data.alert.frameId : data.frameId, about: data.type };
}
