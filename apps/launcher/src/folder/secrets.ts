import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const secrets = z.object({ redis: z.string().min(1), postgres: z.string().min(1) });

/** Passwords of the servers in this data folder, against other users of the machine. */
export type Secrets = z.infer<typeof secrets>;

/** Returns the secrets of the data folder, made at its first use; only their owner may read the file. */
export function openSecrets(file: string): Secrets {
  if (existsSync(file)) return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const fresh = { redis: password(), postgres: password() };
  writeFileSync(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return fresh;
}

function password(): string {
  return randomBytes(24).toString('hex');
}
