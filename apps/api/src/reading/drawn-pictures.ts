import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** The bytes of drawn pictures that are kept: some thousand thumbnails. */
const keptBytes = 64 * 2 ** 20;

/**
 * Thumbnails and heatmaps, drawn once and kept: a wall of screens asks for the same picture many times. Who asks for
 * one that is being drawn waits for that one.
 */
@Injectable()
export class DrawnPictures {
  private readonly kept = new LRUCache<string, Buffer>({
    maxSize: keptBytes,
    sizeCalculation: (bytes) => Math.max(1, bytes.byteLength),
  });
  private readonly drawing = new Map<string, Promise<Buffer>>();

  /** Returns the picture of this name, which names its bytes; `draw` makes it where it is not kept. Throws what `draw` throws. */
  async of(name: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.kept.get(name) ?? this.drawing.get(name);
    if (known !== undefined) return known;
    const drawing = draw().finally(() => this.drawing.delete(name));
    this.drawing.set(name, drawing);
    const bytes = await drawing;
    this.kept.set(name, bytes);
    return bytes;
  }
}
