import { Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { float16Bytes, float16Values } from '#numbers';
import type { EmbeddedNormal, LearnOptions, NormalEmbedding } from '#learning';
import { NormalEmbeddings, type NormalEmbeddingRow } from '#storage';

/** The bytes of a float16 number. */
const bytesEach = 2;

/**
 * Embeddings of a station's normals from calibration to calibration. They are a short cut and nothing else: one
 * that cannot be read is made again from its image.
 */
@Injectable()
export class NormalEmbeddingCache {
  constructor(private readonly stored: NormalEmbeddings) {}

  /** Returns the two ends that learning takes, for one calibration of a station. */
  of(station: string): Required<Pick<LearnOptions, 'known' | 'onEmbedded'>> {
    let alike: Promise<Map<string, NormalEmbeddingRow>> | undefined;
    return {
      known: async (id, madeWith) => {
        const row = (await (alike ??= this.stored.madeAlike(station, madeWith))).get(id);
        return row === undefined ? null : this.read(row);
      },
      onEmbedded: (normal, madeWith) => this.keep(station, normal, madeWith),
    };
  }

  private async read(row: NormalEmbeddingRow): Promise<NormalEmbedding | null> {
    const { rows, columns, dimensions, image, quality } = row;
    try {
      const bytes = await this.stored.patches(row);
      if (bytes.length !== rows * columns * dimensions * bytesEach) return null;
      return { patches: float16Values(bytes), image, quality, rows, columns, dimensions };
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
      throw error;
    }
  }

  private async keep(station: string, normal: EmbeddedNormal, madeWith: string): Promise<void> {
    const { normalId, rows, columns, dimensions, image, quality, patches } = normal;
    const row = { normalId, station, madeWith, rows, columns, dimensions, image, quality };
    await this.stored.put(row, float16Bytes(patches));
  }
}
