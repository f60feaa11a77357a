import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { delimiter, join } from 'node:path';
import type { TLSSocket } from 'node:tls';

/** Tells whether a program is on the PATH, or where Debian puts servers. */
export function hasProgram(name: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** The name that every certificate of the tests is for, beside localhost and 127.0.0.1. */
export const plantName = 'touchstone.plant.example';

/** Makes a certificate that signs itself, and its key; needs openssl. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = `subjectAltName=DNS:${plantName},DNS:localhost,IP:127.0.0.1`;
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-days', '30', '-subj', `/CN=${plantName}`, '-addext', names];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', ...curve, ...about, ...files], { stdio: 'ignore' });
  return { certificate, key };
}

export interface TlsRequest {
  readonly ca: string | Buffer;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** An answer that came over TLS, with its whole body. */
export interface TlsAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The SHA-256 of the certificate that the server showed. */
  readonly fingerprint: string;
}

/** Asks a server of this machine, on a connection of its own, under the name of the plant. */
export async function askOverTls(url: string, asked: TlsRequest): Promise<TlsAnswer> {
  const answer = await openOverTls(url, asked);
  const { fingerprint256 } = (answer.socket as TLSSocket).getPeerCertificate();
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: Buffer.concat(parts).toString(),
    fingerprint: fingerprint256,
  };
}

/** Resolves when the head of the answer is there; its body is still to be read. */
export function openOverTls(url: string, asked: TlsRequest): Promise<IncomingMessage> {
  const { ca, method = 'GET', headers = {}, body } = asked;
  const named = { servername: plantName, headers: { host: plantName, ...headers } };
  return new Promise((resolve, reject) => {
    const asking = request(url, { ca, method, agent: false, ...named }, resolve);
    asking.on('error', reject);
    asking.end(body);
  });
}
