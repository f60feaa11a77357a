import { Injectable } from '@nestjs/common';
import { type DefectExample, DefectNamings } from '#storage';
import { DefectSpaces } from './defect-spaces.js';
import { DefectEmbedder } from './defect-embedder.js';

/** Looks that are taken again in one go: each reads the kept patches of its frame. */
const portion = 200;

/**
 * Finds what people named, all in one space of looks. Named defects from before a change to another head are taken again
 * from their kept patches, once, so that what people said outlives the change. Their first look stays as well: families
 * keep their members, and a change back finds everything.
 */
@Injectable()
export class NamedExamples {
  constructor(
    private readonly namings: DefectNamings,
    private readonly views: DefectSpaces,
    private readonly taking: DefectEmbedder,
  ) {}

  /** Lists the named examples of a space, oldest first. */
  async of(station: string, space: string): Promise<DefectExample[]> {
    await this.takeAgain(station, space);
    return this.namings.examples(station, space);
  }

  /** Takes the embeddings again; none where the patches were made otherwise, or are no longer kept. */
  private async takeAgain(station: string, space: string): Promise<void> {
    const source = await this.namings.sourceOf(station, space);
    if (source === null) return;
    for (;;) {
      const named = await this.namings.namedElsewhere(station, source, portion);
      const view = named.length > 0 ? await this.views.of(station, source) : null;
      if (view?.madeWith !== space) return;
      const taken = [];
      for (const one of named)
        taken.push({ frameId: one.frameId, vector: await this.taking.vectorOf(one, view) });
      const made = taken.flatMap(({ frameId, vector }) => (vector ? [{ frameId, vector }] : []));
      await this.namings.keepAgain(space, made);
      // Those that could not be made are asked for again the next time; they must not hold this up.
      if (made.length < portion) return;
    }
  }
}
