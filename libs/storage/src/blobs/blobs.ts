/** The bytes of the disk that a store lies on, and of them those that may still be written. */
export interface DiskSpace {
  totalBytes: number;
  freeBytes: number;
}

/** A blob of the store, without its bytes. */
export interface ListedBlob {
  key: string;
  bytes: number;
}

export interface PutOptions {
  /** Tells whether a power cut must not lose it; false for what can be made again. Default true. */
  durable?: boolean;
}

/**
 * The store of image bytes and memory banks. Keys are paths of plain segments, such as
 * `frames/<station>/<yyyy-mm-dd>/<frameId>`. Trouble of the disk or the store is `blobs-unavailable`.
 */
export abstract class Blobs {
  /** Returns once the bytes are durable (on disk: synced). The same key again replaces them whole. */
  abstract put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<void>;
  /** Throws `blob-not-found`. */
  abstract get(key: string): Promise<Buffer>;
  /** Deletes a blob; a key that is not there is no error. */
  abstract delete(key: string): Promise<void>;
  abstract exists(key: string): Promise<boolean>;
  /** Deletes every blob whose key starts with `folder/`. */
  abstract deleteFolder(folder: string): Promise<void>;
  /** Yields all blobs but those whose key begins with one of the folders, such as `frames`; in no order that counts. */
  abstract list(without: ReadonlySet<string>): AsyncIterable<ListedBlob>;
  /** Proves that a blob can be written just now; throws `blobs-unavailable` with the reason. */
  abstract check(): Promise<void>;
  /** Returns the space of the store's disk; null for a store that has none of its own. */
  abstract space(): Promise<DiskSpace | null>;
}

/**
 * Returns the key `frames/<station>/<yyyy-mm-dd>/<name>`: a day's folder keeps the number of files in one folder
 * bounded.
 */
export function frameBlobKey(station: string, acceptedAt: Date, name: string): string {
  return `frames/${station}/${acceptedAt.toISOString().slice(0, 10)}/${name}`;
}

export function normalBlobKey(station: string, id: string): string {
  return `normals/${station}/${id}`;
}

/** Returns the key of a test picture's bytes; beside them, under `<key>.mask`, lies its mask. */
export function testPictureBlobKey(station: string, id: string): string {
  return `test-sets/${station}/${id}`;
}

/** Returns the key `embeddings/<station>/<yyyy-mm-dd>/<frameId>`. */
export function embeddingBlobKey(station: string, inspectedAt: Date, frameId: string): string {
  return `embeddings/${station}/${inspectedAt.toISOString().slice(0, 10)}/${frameId}`;
}

/**
 * Returns the key `normal-embeddings/<station>/<made with>/<normalId>`: another hash never meets the bytes of this one.
 */
export function normalEmbeddingBlobKey(station: string, madeWith: string, id: string): string {
  return `normal-embeddings/${station}/${madeWith.slice(0, 16)}/${id}`;
}

/** Returns the folder of a model's fold banks, `<k>.safetensors` each; they may go while the model stays. */
export function foldBanksFolder(station: string, modelId: string): string {
  return `models/${station}/${modelId}/folds`;
}

export function bankBlobKey(station: string, modelId: string): string {
  return `models/${station}/${modelId}/bank.safetensors`;
}

export function secondBankBlobKey(station: string, modelId: string): string {
  return `models/${station}/${modelId}/second-bank.safetensors`;
}

/** Returns the key of what an analysis made that is too large for a row. */
export function analysisBlobKey(station: string, id: string): string {
  return `analyses/${station}/${id}`;
}

/** Returns the folders that hold everything of one station. */
export function foldersOfStation(station: string): string[] {
  const kinds = ['frames', 'normals', 'test-sets', 'models', 'embeddings', 'normal-embeddings'];
  return [...kinds, 'analyses'].map((kind) => `${kind}/${station}`);
}
