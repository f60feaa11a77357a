import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { readCertificate } from '#settings';

/** The milliseconds that a process may take to answer. */
const answerMs = 5_000;

/** Tells whether a process on this machine answers that it is ready; false while it does not listen yet. */
export async function isReady(url: string, certificateFile: string | null): Promise<boolean> {
  const address = `${url}/health/ready`;
  try {
    if (certificateFile !== null) return await isReadyOverTls(address, certificateFile);
    return (await fetch(address, { signal: AbortSignal.timeout(answerMs) })).ok;
  } catch {
    // Not listening yet: asked again until the part's deadline.
    return false;
  }
}

/**
 * The certificate need not be for the address of this machine, and its root need not be known here: it must be the very
 * one of the file. Nothing is sent that anybody else could use.
 */
function isReadyOverTls(address: string, certificateFile: string): Promise<boolean> {
  const { fingerprint256 } = readCertificate(certificateFile).certificate;
  return new Promise((resolve, reject) => {
    const asking = request(
      address,
      { rejectUnauthorized: false, agent: false, timeout: answerMs },
      (answer) => {
        const peer = (answer.socket as TLSSocket).getPeerCertificate();
        answer.resume();
        resolve(answer.statusCode === 200 && peer.fingerprint256 === fingerprint256);
      },
    );
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('error', reject);
    asking.end();
  });
}
