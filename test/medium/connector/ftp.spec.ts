import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectedLine, startConnector, type StartedConnector } from '../../support/connected-line.js'; // prettier-ignore
import { freePort } from '../../support/free-port.js';
import { somePng } from '../../support/pictures.js';
import { ServerProcess } from '../../support/services/server-process.js';
import { until } from '../../support/until.js';

const program = '/usr/sbin/vsftpd';
const usable = existsSync(program) && userInfo().uid === 0;
const reason = usable ? '' : ' (skipped: vsftpd is not installed, or this is not root)';

describe.skipIf(!usable)(`an FTP server that writes into the folder${reason}`, () => {
  let line: ConnectedLine;
  let connector: StartedConnector;
  let server: ServerProcess;
  let settings: string;
  let port: number;

  beforeAll(async () => {
    line = await ConnectedLine.start();
    connector = await startConnector(line.environment);
    settings = await mkdtemp(join(tmpdir(), 'touchstone-vsftpd-'));
    port = await freePort();
  });

  afterAll(async () => {
    await server.end('SIGTERM');
    await connector.stop();
    await line.stop();
    await rm(settings, { recursive: true, force: true });
  });

  test('what an FTP client sends becomes frames, each once, in the order of the names', async () => {
    const folder = await line.addSource('ftp', { afterwards: 'delete' });
    server = await startVsftpd(line.folder, folder);
    const parts = Array.from({ length: 20 }, (_, index) => `ftp-${100 + index}`);
    for (const [index, part] of parts.entries())
      await upload(port, `${part}.png`, await somePng(index + 1, 200, 150));
    await until(async () => (await line.parts('ftp')).length === parts.length);
    expect(await line.parts('ftp')).toEqual(parts);
    expect((await line.source('ftp')).state.refused).toBe(0);
  });

  /** Anonymous users write into the folder, as the user `ftp`; the way there must be open to them. */
  async function startVsftpd(root: string, folder: string): Promise<ServerProcess> {
    await chmod(root, 0o755);
    await chmod(join(root, 'drop'), 0o755);
    await chmod(folder, 0o777);
    const file = join(settings, 'vsftpd.conf');
    await writeFile(file, [
      'listen=YES', 'background=NO', 'listen_address=127.0.0.1', `listen_port=${port}`,
      'anonymous_enable=YES', 'no_anon_password=YES', 'write_enable=YES', 'anon_upload_enable=YES',
      `anon_root=${join(root, 'drop')}`, 'anon_umask=022', 'seccomp_sandbox=NO',
      'secure_chroot_dir=/var/run/vsftpd/empty', '',
    ].join('\n')); // prettier-ignore
    return ServerProcess.start({ program, args: [file], env: process.env }, () => answers(port));
  }
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('data', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** Sends one file into the folder `ftp` by passive FTP (RFC 959, RFC 2428), byte runs with pauses between them. */
async function upload(port: number, name: string, bytes: Buffer): Promise<void> {
  const control = createConnection(port, '127.0.0.1');
  const lines = answersOf(control);
  await lines.next('220');
  for (const [command, code] of [
    ['USER anonymous', '230'],
    ['TYPE I', '200'],
    ['CWD ftp', '250'],
  ] as const) {
    // prettier-ignore
    control.write(`${command}\r\n`);
    await lines.next(code);
  }
  control.write('EPSV\r\n');
  const passive = /\|\|\|(\d+)\|/.exec(await lines.next('229'))?.[1];
  const carrier = createConnection(Number(passive), '127.0.0.1');
  control.write(`STOR ${name}\r\n`);
  await lines.next('150');
  const half = Math.floor(bytes.length / 2);
  carrier.write(bytes.subarray(0, half), () =>
    setImmediate(() => carrier.end(bytes.subarray(half))),
  );
  await lines.next('226');
  control.end('QUIT\r\n');
}

function answersOf(control: ReturnType<typeof createConnection>) {
  let text = '';
  control.on('data', (chunk) => (text += chunk.toString()));
  return {
    next: async (code: string): Promise<string> => {
      const line = await until(() => /^\d{3} .*\r\n/m.exec(text)?.[0]);
      text = text.slice(text.indexOf(line) + line.length);
      expect(line).toMatch(new RegExp(`^${code}`));
      return line;
    },
  };
}
