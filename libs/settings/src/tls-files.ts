import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { TouchstoneError } from '#contracts';

/** The files of what proves the API over TLS, in PEM: the certificate, with those between it and its root, and its key. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The contents of those files, which belong together. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
  readonly certificate: X509Certificate;
}

/** Returns the files that are set; null for plain HTTP. Throws `validation-failed` where only one of them is. */
export function tlsFiles(certificate = '', key = ''): TlsFiles | null {
  if (certificate === '' && key === '') return null;
  if (certificate !== '' && key !== '') return { certificate, key };
  const [given, lacks] = certificate === '' ? ['KEY', 'CERT'] : ['CERT', 'KEY'];
  return refuse(`TOUCHSTONE_TLS_${given} is set and TOUCHSTONE_TLS_${lacks} is not: TLS needs both, plain HTTP neither`); // prettier-ignore
}

/** Reads both files. Throws `validation-failed` where one cannot be read, is no PEM, or they do not belong together. */
export function readTlsIdentity(files: TlsFiles): TlsIdentity {
  const { cert, certificate } = readCertificate(files.certificate);
  const name = `TOUCHSTONE_TLS_KEY (${files.key})`;
  const key = tried(name, () => readFileSync(files.key, 'utf8'));
  const own = tried(name, () => createPrivateKey(key));
  if (certificate.checkPrivateKey(own)) return { cert, key, certificate };
  return refuse(`${name} is not the key of the certificate in ${files.certificate}`);
}

/** Reads the first certificate of the file, the API's own. Throws `validation-failed`. */
export function readCertificate(file: string): { cert: string; certificate: X509Certificate } {
  const name = `TOUCHSTONE_TLS_CERT (${file})`;
  const cert = tried(name, () => readFileSync(file, 'utf8'));
  return { cert, certificate: tried(name, () => new X509Certificate(cert)) };
}

/**
 * Returns the name or address under which a client on this machine finds the API and its certificate holds: the host that
 * it listens on where the certificate is for it, else the first name that it is for.
 */
export function provenHost(certificate: X509Certificate, host: string): string {
  const holds = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  if (holds !== undefined) return host;
  const names = (certificate.subjectAltName ?? '').split(', ');
  const name = names.find((one) => one.startsWith('DNS:') && !one.includes('*'));
  return name?.slice('DNS:'.length) ?? host;
}

function tried<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(`${name} cannot be used: ${error instanceof Error ? error.message : String(error)}`, error); // prettier-ignore
  }
}

function refuse(detail: string, cause?: unknown): never {
  throw new TouchstoneError('validation-failed', detail, { cause });
}
