import { request } from 'node:http';
import { seededRandom } from '#numbers';

/** One request, as bytes that need not make sense. */
export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer | undefined;
  /** The caller is gone after so many bytes of the body. */
  leavesAfter?: number;
}

/** A source of random numbers of one seed: equal seeds make equal requests. */
export interface Source {
  /** Draws a whole number from 0 to below `limit`. */
  whole(limit: number): number;
  bytes(count: number): Buffer;
  hex(digits: number): string;
  /** A small PNG that can be read. */
  readonly picture: Buffer;
}

export function sourceOf(seed: number, picture: Buffer): Source {
  const random = seededRandom(seed);
  const whole = (limit: number) => Math.floor(random() * limit);
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => whole(256)));
  return { whole, bytes, hex: (digits) => bytes(digits).toString('hex').slice(0, digits), picture };
}

export function oneOf<T>(from: Source, choices: readonly T[]): T {
  return choices[from.whole(choices.length)]!;
}

/** Returns text that some part of a program is likely to stumble over. */
export function strangeText(from: Source): string {
  const parts = ['\0', '\ud83d', '\udc00', '\u202e', '\ufeff', '😀', "'; DROP TABLE frames; --", '../../etc/passwd', '<script>', '%s', '\r\n', 'a'.repeat(3_000), '', '部品']; // prettier-ignore
  return Array.from({ length: 1 + from.whole(3) }, () => oneOf(from, parts)).join('x');
}

export function flipped(from: Source, bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  for (let flips = 1 + from.whole(20); flips > 0; flips -= 1)
    changed[from.whole(changed.length)]! ^= 1 << from.whole(8);
  return changed;
}

export function json(method: string, path: string, value: unknown): Shot {
  const body = Buffer.from(JSON.stringify(value));
  return { method, path, headers: { 'content-type': 'application/json' }, body };
}

export function withHeaders(shot: Shot, headers: Record<string, string>): Shot {
  const given = Object.entries({ ...shot.headers, ...headers });
  return { ...shot, headers: Object.fromEntries(given.filter(([, value]) => value !== '')) };
}

export function form(path: string, [name, value]: [string, string], file: Buffer): Shot {
  const head = `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`; // prettier-ignore
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]);
  return { method: 'POST', path, headers: { 'content-type': 'multipart/form-data; boundary=b' }, body }; // prettier-ignore
}

/**
 * Sends a request and returns its status; 0 where the caller left or the server closed the connection, and 'hang'
 * where nothing came for `longestMs`.
 */
export function fire(url: string, shot: Shot, longestMs: number): Promise<number | 'hang'> {
  const { hostname, port } = new URL(url);
  const { method, path, body, leavesAfter } = shot;
  return new Promise((resolve) => {
    const length: Record<string, string> =
      body === undefined ? {} : { 'content-length': String(body.length) };
    const target = { hostname, port, method, path, headers: withHeaders(shot, length).headers };
    const asked = request({ ...target, agent: false }, (answer) => {
      answer.resume().on('close', () => end(answer.statusCode ?? 0));
    });
    const timer = setTimeout(() => end('hang'), longestMs);
    const end = (outcome: number | 'hang') => {
      clearTimeout(timer);
      asked.destroy();
      resolve(outcome);
    };
    asked.on('error', () => end(0));
    if (leavesAfter === undefined) return asked.end(body);
    asked.write(body!.subarray(0, leavesAfter), () => end(0));
  });
}
