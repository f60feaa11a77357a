import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { asBlobTrouble, blobGone } from './blob-trouble.js';
import { Blobs } from './blobs.js';

/** Blobs in any S3-compatible store. Credentials come from where the AWS SDK looks for them. */
export class S3Blobs extends Blobs {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {
    super();
  }

  /** `s3://bucket/prefix?endpoint=https://...&region=...`; with an endpoint the bucket is named in the path. */
  static open(address: URL): S3Blobs {
    const endpoint = address.searchParams.get('endpoint') ?? undefined;
    const client = new S3Client({
      endpoint,
      region: address.searchParams.get('region') ?? 'us-east-1',
      forcePathStyle: endpoint !== undefined,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000 },
    });
    const prefix = address.pathname.replace(/^\/+|\/+$/g, '');
    return new S3Blobs(client, address.hostname, prefix === '' ? '' : `${prefix}/`);
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.ask(`writing ${key}`, () =>
      this.client.send(new PutObjectCommand({ ...this.at(key), Body: bytes })),
    );
  }

  async get(key: string): Promise<Buffer> {
    return this.ask(`reading ${key}`, async () => {
      try {
        const answer = await this.client.send(new GetObjectCommand(this.at(key)));
        return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (isAbsent(error)) blobGone(key, error);
        throw error;
      }
    });
  }

  async delete(key: string): Promise<void> {
    await this.ask(`deleting ${key}`, () =>
      this.client.send(new DeleteObjectCommand(this.at(key))),
    );
  }

  async exists(key: string): Promise<boolean> {
    return this.ask(`looking for ${key}`, async () => {
      try {
        await this.client.send(new HeadObjectCommand(this.at(key)));
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    });
  }

  async deleteFolder(folder: string): Promise<void> {
    await this.ask(`deleting ${folder}`, async () => {
      for (;;) {
        const page = await this.client.send(
          new ListObjectsV2Command({ Bucket: this.bucket, Prefix: `${this.prefix}${folder}/` }),
        );
        const keys = (page.Contents ?? []).map((object) => ({ Key: object.Key }));
        if (keys.length === 0) return;
        await this.client.send(
          new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects: keys, Quiet: true } }),
        );
      }
    });
  }

  async check(): Promise<void> {
    await this.ask('reaching the store', () =>
      this.client.send(new HeadBucketCommand({ Bucket: this.bucket })),
    );
  }

  private at(key: string) {
    return { Bucket: this.bucket, Key: this.prefix + key };
  }

  private async ask<T>(doing: string, question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw asBlobTrouble(error, doing);
    }
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);
}
