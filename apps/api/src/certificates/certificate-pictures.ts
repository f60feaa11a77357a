import { Inject, Injectable } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import { thumbnail } from '#images';
import { Blobs, Normals } from '#storage';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';

const side = 240;

/** Thumbnails of the normals that set a model's limits, as `data:` addresses. */
@Injectable()
export class CertificatePictures {
  constructor(
    private readonly normals: Normals,
    private readonly blobs: Blobs,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /**
   * Returns the pictures by frame id; normals that were deleted since have none, unless the model keeps its own copy.
   */
  async of({ certificate, references }: ModelManifest): Promise<Map<string, string>> {
    const copies = new Map(references.map(({ frameId, blob }) => [frameId, blob]));
    const { limitSetters, oddNormals } = certificate;
    const ids = new Set([...limitSetters, ...oddNormals].map(({ frameId }) => frameId));
    const pictures = new Map<string, string>();
    for (const id of ids) {
      const blob = (await this.normals.find(id))?.blob ?? copies.get(id);
      const picture = blob === undefined ? null : await this.picture(blob);
      if (picture !== null) pictures.set(id, picture);
    }
    return pictures;
  }

  private async picture(blob: string): Promise<string | null> {
    try {
      const { maxPixels } = this.settings;
      const jpeg = await thumbnail(await this.blobs.get(blob), side, { maxPixels });
      return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
    } catch (error) {
      // Deleted between the row and the bytes.
      if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
      throw error;
    }
  }
}
