import type { Server } from 'node:https';
import type { Gauge } from 'prom-client';
import { readTlsIdentity, type TlsFiles, type TlsIdentity } from '#settings';
import type { Log } from '#telemetry';

/** The milliseconds between two looks at the files. */
export const lookEveryMs = 5_000;

/**
 * Hands a server its certificate and key anew when their files change. Contents are compared, and not times, since what
 * renews certificates may swap a link; files that do not belong together yet are left for the next look.
 */
export class FreshCertificate {
  private said = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    private readonly files: TlsFiles,
    private now: TlsIdentity,
    private readonly log: Pick<Log, 'info' | 'warn'>,
    private readonly expires: Pick<Gauge, 'set'>,
  ) {}

  start(everyMs: number): void {
    this.tell();
    this.timer = setInterval(() => this.look(), everyMs).unref();
    this.server.on('close', () => clearInterval(this.timer));
  }

  private look(): void {
    try {
      const read = readTlsIdentity(this.files);
      if (read.cert === this.now.cert && read.key === this.now.key) return;
      this.server.setSecureContext({ cert: read.cert, key: read.key });
      this.now = read;
      this.tell();
    } catch (error) {
      this.warnOnce(error instanceof Error ? error.message : String(error));
    }
  }

  private tell(): void {
    const { subject, validTo, fingerprint256 } = this.now.certificate;
    this.said = '';
    this.expires.set(Date.parse(validTo) / 1000);
    this.log.info(`TLS: the certificate of ${subject}, valid to ${validTo}, SHA-256 ${fingerprint256}`); // prettier-ignore
  }

  private warnOnce(why: string): void {
    if (why !== this.said) this.log.warn(`TLS: the certificate stays as it was: ${why}`);
    this.said = why;
  }
}
