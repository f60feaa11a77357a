import { createHmac } from 'node:crypto';
import { TouchstoneError } from '#contracts';

export interface SignedMessage {
  /** The same on every try, so that a receiver can drop a repeat. */
  id: string;
  body: string;
}

/**
 * Returns `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`: the time is signed too, so that a receiver can
 * refuse an old message that is played again.
 */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

/**
 * Posts the message once; any 2xx status is delivery. Redirects are not followed: the signature is for
 * the address that the station names. Throws `delivery-failed` (to be tried again) with the reason.
 */
export async function postSigned(
  webhook: { url: string; secret: string },
  message: SignedMessage,
  options: { now: Date; timeoutMs: number },
): Promise<void> {
  const { address, authorization } = addressOf(webhook.url);
  const response = await send(address, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(options.timeoutMs),
    body: message.body,
    headers: {
      'Content-Type': 'application/json',
      ...authorization,
      'User-Agent': 'Touchstone',
      'Touchstone-Alert-Id': message.id,
      'Touchstone-Signature': signatureOf(webhook.secret, message.body, options.now),
    },
  });
  if (!response.ok) refused(webhook.url, response.status);
}

/** `fetch` refuses an address with a user and password in it; they go as basic authentication (RFC 7617). */
function addressOf(text: string): { address: string; authorization: Record<string, string> } {
  const url = new URL(text);
  const { username, password } = url;
  if (username === '' && password === '') return { address: text, authorization: {} };
  url.username = '';
  url.password = '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { address: url.href, authorization: { Authorization: authorization } };
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, request);
    // What it answers is of no use here, and an endless answer must not be read.
    await response.body?.cancel();
    return response;
  } catch (error) {
    throw new TouchstoneError(
      'delivery-failed',
      `The webhook ${originOf(url)} did not answer: ${reasonOf(error)}. Check that it runs and can be reached from the worker.`,
      { cause: error },
    );
  }
}

function refused(url: string, status: number): never {
  const redirected = status >= 300 && status < 400;
  throw new TouchstoneError(
    'delivery-failed',
    redirected
      ? `The webhook ${originOf(url)} redirects (${status}); redirects are not followed. Give the station its final address.`
      : `The webhook ${originOf(url)} answered ${status}; a status from 200 to 299 was expected.`,
  );
}

/** Returns the URL without path and query, which may hold a token. */
function originOf(url: string): string {
  return new URL(url).origin;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
