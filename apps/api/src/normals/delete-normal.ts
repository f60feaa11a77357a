import { Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { Blobs, NormalEmbeddings, Normals, type StoredNormal } from '#storage';
import type { Asker } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';

/** Deletes normals, with the embeddings and the bytes that belong to them. */
@Injectable()
export class DeleteNormal {
  constructor(
    private readonly normals: Normals,
    private readonly embeddings: NormalEmbeddings,
    private readonly blobs: Blobs,
    private readonly changes: Changes,
  ) {}

  /** Deletes a normal. The row goes before the bytes: a row always has its bytes. Throws `frame-not-found`. */
  async delete(station: string, id: string, asker: Asker): Promise<void> {
    await this.find(station, id);
    await this.embeddings.forget(id);
    const change = this.changes.of(asker);
    const gone = (await this.normals.delete(station, id, change)) ?? noSuchNormal(station, id);
    await this.blobs.delete(gone.blob);
  }

  /** Finds a normal of this station. Throws `frame-not-found`. */
  async find(station: string, id: string): Promise<StoredNormal> {
    const normal = await this.normals.find(id);
    return normal?.station === station ? normal : noSuchNormal(station, id);
  }
}

function noSuchNormal(station: string, id: string): never {
  throw new TouchstoneError('frame-not-found', `station ${station} has no normal ${id}`);
}
