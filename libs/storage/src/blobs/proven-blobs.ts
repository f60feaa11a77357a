import { TouchstoneError } from '#contracts';
import { Blobs, type DiskSpace, type ListedBlob, type PutOptions } from './blobs.js';
import type { StoreIdentity } from './store-identity.js';

/**
 * The blobs of a store that is proven to be the right one. While it is in doubt nothing is written or deleted in it,
 * and what is missing is `store-in-doubt`, which a retry may cure, not `blob-not-found`, which nothing cures.
 */
export class ProvenBlobs extends Blobs {
  constructor(
    private readonly inner: Blobs,
    private readonly store: StoreIdentity,
  ) {
    super();
  }

  async put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<void> {
    this.store.refuseInDoubt();
    await this.inner.put(key, bytes, options);
  }

  async get(key: string): Promise<Buffer> {
    try {
      return await this.inner.get(key);
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'blob-not-found')
        await this.store.prove();
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    this.store.refuseInDoubt();
    await this.inner.delete(key);
  }

  async exists(key: string): Promise<boolean> {
    const there = await this.inner.exists(key);
    if (!there) await this.store.prove();
    return there;
  }

  async deleteFolder(folder: string): Promise<void> {
    this.store.refuseInDoubt();
    await this.inner.deleteFolder(folder);
  }

  list(without: ReadonlySet<string>): AsyncIterable<ListedBlob> {
    this.store.refuseInDoubt();
    return this.inner.list(without);
  }

  check(): Promise<void> {
    return this.inner.check();
  }

  space(): Promise<DiskSpace | null> {
    return this.inner.space();
  }
}
