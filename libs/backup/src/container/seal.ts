import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import { TouchstoneError } from '#contracts';
import type { Encryption } from './format.js';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
const nonceBytes = 12;
const tagBytes = 16;
/** The memory that deriving a key takes is 128 x cost x blockSize bytes: 128 MiB, for a third of a second. */
const costs = { cost: 2 ** 17, blockSize: 8, parallel: 1 };

/**
 * Encrypts entries, each with AES-256-GCM, a nonce of its own and its place in the file, so that none can be altered,
 * moved or left out unseen. The nonces are random: one file holds fewer than 2^32 entries.
 */
export class Seal {
  private constructor(
    readonly encryption: Encryption,
    private readonly key: Buffer,
  ) {}

  /** Makes a new key from a passphrase. */
  static async make(passphrase: string, cost = costs): Promise<Seal> {
    const salt = randomBytes(16);
    const key = await keyOf(passphrase, salt, cost);
    const check = checkOf(key, salt).toString('base64');
    const facts = { cipher: 'aes-256-gcm', keyFrom: 'scrypt', ...cost } as const;
    return new Seal({ ...facts, salt: salt.toString('base64'), check }, key);
  }

  /** Makes the key again. @throws TouchstoneError backup-locked where the passphrase is another one. */
  static async open(encryption: Encryption, passphrase: string | null): Promise<Seal> {
    if (passphrase === null) throw locked('the backup is encrypted; give its passphrase');
    const salt = Buffer.from(encryption.salt, 'base64');
    const key = await keyOf(passphrase, salt, encryption);
    const check = Buffer.from(encryption.check, 'base64');
    const own = checkOf(key, salt);
    if (check.length === own.length && timingSafeEqual(check, own))
      return new Seal(encryption, key);
    throw locked('this is not the passphrase that the backup was made with, or its first entry was altered'); // prettier-ignore
  }

  /** Returns the sealed bytes of the entry at a place: nonce, ciphertext, tag. The name is sealed with them. */
  close(place: number, name: string, bytes: Buffer): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(this.bound(place));
    const pieces = [cipher.update(nameLine(name)), cipher.update(bytes), cipher.final()];
    return Buffer.concat([nonce, ...pieces, cipher.getAuthTag()]);
  }

  /** Returns the name and bytes of the entry at a place; throws where anything of it was altered. */
  read(place: number, sealed: Buffer): { name: string; bytes: Buffer } {
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(this.bound(place));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const body = sealed.subarray(nonceBytes, sealed.length - tagBytes);
    const open = Buffer.concat([decipher.update(body), decipher.final()]);
    const end = open.indexOf('\n');
    return { name: open.toString('utf8', 0, end), bytes: open.subarray(end + 1) };
  }

  private bound(place: number): Buffer {
    return Buffer.from(`${this.encryption.salt} ${place}`);
  }
}

function nameLine(name: string): Buffer {
  return Buffer.from(`${name}\n`);
}

function keyOf(
  passphrase: string,
  salt: Buffer,
  { cost, blockSize, parallel }: typeof costs,
): Promise<Buffer> {
  const maxmem = 256 * cost * blockSize;
  return derive(passphrase.normalize('NFC'), salt, 32, { N: cost, r: blockSize, p: parallel, maxmem }); // prettier-ignore
}

function checkOf(key: Buffer, salt: Buffer): Buffer {
  return createHmac('sha256', key).update('touchstone-backup/1').update(salt).digest();
}

function locked(detail: string): TouchstoneError {
  return new TouchstoneError('backup-locked', detail);
}
