import type { S3Client } from '@aws-sdk/client-s3';
import { asBlobTrouble, blobGone } from './blob-trouble.js';
import { Blobs, type ListedBlob } from './blobs.js';

type Sdk = typeof import('@aws-sdk/client-s3');

/** The SDK takes about a second to load: only who stores in S3 waits for it. */
const loadSdk = (): Promise<Sdk> => import('@aws-sdk/client-s3');

/** Blobs in any S3-compatible store. Credentials come from where the AWS SDK looks for them. */
export class S3Blobs extends Blobs {
  private connected: Promise<{ sdk: Sdk; client: S3Client }> | null = null;
  private readonly bucket: string;
  private readonly prefix: string;

  /** `s3://bucket/prefix?endpoint=https://...&region=...`; with an endpoint the bucket is named in the path. */
  constructor(private readonly address: URL) {
    super();
    const prefix = address.pathname.replace(/^\/+|\/+$/g, '');
    this.bucket = address.hostname;
    this.prefix = prefix === '' ? '' : `${prefix}/`;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.ask(`writing ${key}`, ({ sdk, client }) =>
      client.send(new sdk.PutObjectCommand({ ...this.at(key), Body: bytes })),
    );
  }

  async get(key: string): Promise<Buffer> {
    return this.ask(`reading ${key}`, async ({ sdk, client }) => {
      try {
        const answer = await client.send(new sdk.GetObjectCommand(this.at(key)));
        return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (isAbsent(error)) blobGone(key, error);
        throw error;
      }
    });
  }

  async delete(key: string): Promise<void> {
    await this.ask(`deleting ${key}`, ({ sdk, client }) =>
      client.send(new sdk.DeleteObjectCommand(this.at(key))),
    );
  }

  async exists(key: string): Promise<boolean> {
    return this.ask(`looking for ${key}`, async ({ sdk, client }) => {
      try {
        await client.send(new sdk.HeadObjectCommand(this.at(key)));
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    });
  }

  async deleteFolder(folder: string): Promise<void> {
    await this.ask(`deleting ${folder}`, async ({ sdk, client }) => {
      for (;;) {
        const page = await client.send(
          new sdk.ListObjectsV2Command({ Bucket: this.bucket, Prefix: `${this.prefix}${folder}/` }),
        );
        const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
        if (keys.length === 0) return;
        // One by one: deleting in bulk needs a checksum that not every compatible store knows.
        await Promise.all(
          keys.map((Key) => client.send(new sdk.DeleteObjectCommand({ Bucket: this.bucket, Key }))),
        );
      }
    });
  }

  async *list(without: ReadonlySet<string>): AsyncGenerator<ListedBlob> {
    for (let after = ''; ;) {
      const page = await this.page(after);
      if (page.length === 0) return;
      for (const blob of page) {
        const top = blob.key.slice(0, blob.key.indexOf('/'));
        // '0' is the character after '/': the next page begins behind the whole folder.
        after = without.has(top) ? `${top}0` : blob.key;
        if (without.has(top)) break;
        yield blob;
      }
    }
  }

  space(): Promise<null> {
    return Promise.resolve(null);
  }

  async check(): Promise<void> {
    await this.ask('reaching the store', ({ sdk, client }) =>
      client.send(new sdk.HeadBucketCommand({ Bucket: this.bucket })),
    );
  }

  /** Returns the next blobs behind a key, in the order of their keys; none at the end. */
  private async page(after: string): Promise<ListedBlob[]> {
    const page = await this.ask('listing the store', ({ sdk, client }) =>
      client.send(
        new sdk.ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: this.prefix,
          StartAfter: after === '' ? undefined : this.prefix + after,
        }),
      ),
    );
    return (page.Contents ?? []).flatMap(({ Key, Size }) =>
      Key === undefined ? [] : [{ key: Key.slice(this.prefix.length), bytes: Size ?? 0 }],
    );
  }

  private async connect(): Promise<{ sdk: Sdk; client: S3Client }> {
    const sdk = await loadSdk();
    const endpoint = this.address.searchParams.get('endpoint') ?? undefined;
    const client = new sdk.S3Client({
      endpoint,
      region: this.address.searchParams.get('region') ?? 'us-east-1',
      forcePathStyle: endpoint !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000 },
    });
    return { sdk, client };
  }

  private at(key: string) {
    return { Bucket: this.bucket, Key: this.prefix + key };
  }

  private async ask<T>(
    doing: string,
    question: (store: { sdk: Sdk; client: S3Client }) => Promise<T>,
  ): Promise<T> {
    try {
      return await question(await (this.connected ??= this.connect()));
    } catch (error) {
      throw asBlobTrouble(error, doing);
    }
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);
}
