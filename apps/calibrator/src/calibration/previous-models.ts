import { Injectable, Logger } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import type { PreviousModel } from '#learning';
import { Blobs, foldBanksFolder, Models } from '#storage';

/**
 * The number of models that are looked through for fold banks to delete, the newest first; older ones were at their
 * time.
 */
const lookedThrough = 10;

/** The model that new normals are added to, and what is kept of older ones for it. */
@Injectable()
export class PreviousModels {
  private readonly log = new Logger('calibrate');

  constructor(
    private readonly models: Models,
    private readonly blobs: Blobs,
  ) {}

  /** Returns the station's active model with its banks; null when there is none, or its fold banks are gone. */
  async active(station: string): Promise<PreviousModel | null> {
    const manifest = await this.models.active(station);
    if (manifest === null) return null;
    try {
      return await this.read(manifest);
    } catch (error) {
      if (!(error instanceof TouchstoneError) || error.code !== 'blob-not-found') throw error;
      this.log.warn(`model ${manifest.id} cannot be added to: ${error.message}`);
      return null;
    }
  }

  /**
   * Deletes the fold banks of all but the active and the newest model: they are most of a model's bytes, and only
   * serve to add normals to it. Called when a new model is stored.
   */
  async deleteFoldBanks(station: string, newest: string): Promise<void> {
    const models = await this.models.list(station);
    const idle = models.filter(({ id, active }) => id !== newest && !active);
    await Promise.all(
      idle
        .slice(0, lookedThrough)
        .map(({ id }) => this.blobs.deleteFolder(foldBanksFolder(station, id))),
    );
  }

  private async read(manifest: ModelManifest): Promise<PreviousModel> {
    const [bankBytes, ...foldBankBytes] = await Promise.all(
      [manifest.bank, ...manifest.foldBanks].map(({ blob }) => this.blobs.get(blob)),
    );
    return { manifest, bankBytes: bankBytes!, foldBankBytes };
  }
}
