import { Inject, Injectable, Logger } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { type DefectHead, looksMadeWith, openDefectHead, resolveBackbone } from '#embedding';
import { bankContents } from '#memory-bank';
import { Blobs, type EmbeddingSpace, DefectEmbeddings, Models, type PendingDefect } from '#storage';
import { type LooksOptions, looksOptions } from './looks-options.js';
import { orNull } from './or-null.js';

/** The space and the head by which the defects of frames that one model judged are embedded. */
export interface DefectSpace {
  /** The hash that tells these defect embeddings' space: patches and head. */
  readonly madeWith: string;
  readonly space: EmbeddingSpace;
  readonly head: DefectHead | undefined;
}

type Judged = Pick<PendingDefect, 'madeWith' | 'model' | 'dimensions'>;

/** Finds how the looks of a station's frames are made: channels to standardise by, and the backbone's head. */
@Injectable()
export class DefectSpaces {
  private readonly log = new Logger('looks');

  constructor(
    private readonly looks: DefectEmbeddings,
    private readonly models: Models,
    private readonly blobs: Blobs,
    @Inject(looksOptions) private readonly options: Pick<LooksOptions, 'backboneFolders'>,
  ) {}

  /** Returns the space; null where the model, its bank or its backbone is gone, or the patches are not of its kind. */
  async of(station: string, judged: Judged): Promise<DefectSpace | null> {
    const manifest = await this.models.find(judged.model);
    if (manifest === null) return null;
    const seen = await this.headOf(manifest.backbone.name, judged);
    if (seen === null) return null;
    const space = await this.spaceOf(station, seen.madeWith, manifest.bank.blob);
    if (space === null || space.mean.length !== judged.dimensions) return null;
    return { ...seen, space };
  }

  private async headOf(name: string, { madeWith, dimensions, model }: Judged) {
    try {
      const { folder, manifest } = await resolveBackbone(name, this.options.backboneFolders);
      const head = await openDefectHead(folder, manifest, dimensions);
      return { madeWith: looksMadeWith(madeWith, manifest), head };
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.log.warn(`no looks of frames that model ${model} judged: ${error.message}`);
      return null;
    }
  }

  /**
   * The channels of the model that judged the first such defect: what is standardised alike stays comparable when
   * the station learns anew with the same backbone and view.
   */
  private async spaceOf(station: string, madeWith: string, bank: string) {
    const known = await this.looks.space(station, madeWith);
    if (known !== null) return known;
    const bytes = await orNull(() => this.blobs.get(bank));
    return bytes && this.looks.openSpace(station, madeWith, bankContents(bytes).channels);
  }
}
