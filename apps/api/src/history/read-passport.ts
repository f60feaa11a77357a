import { Injectable } from '@nestjs/common';
import { mostOfPassport, type Passport } from '#contracts';
import { Families, Inspections, KeptPictures, Reviews } from '#storage';

/** Reads all that was seen of one part. */
@Injectable()
export class ReadPassport {
  constructor(
    private readonly inspections: Inspections,
    private readonly pictures: KeptPictures,
    private readonly reviews: Reviews,
    private readonly families: Families,
  ) {}

  /** `stations` are those whose frames the asker may see; null is all of them. */
  async of(partId: string, stations: readonly string[] | null): Promise<Passport> {
    const asked = { partId, stations, limit: mostOfPassport };
    const { items, next } = await this.inspections.list(asked);
    const ids = items.map(({ frameId }) => frameId);
    const [answers, looks, deleted] = await Promise.all([
      this.reviews.ofFrames(ids),
      this.families.looksOf(ids),
      this.pictures.deletedOf(ids),
    ]);
    const frames = items.toReversed().map((inspection) => ({
      inspection,
      look: looks.get(inspection.frameId) ?? null,
      reviews: answers.filter(({ frameId }) => frameId === inspection.frameId),
      pictureDeletedAt: deleted.get(inspection.frameId) ?? null,
    }));
    const lots = items.flatMap(({ lot }) => lot ?? []);
    return { partId, lots: [...new Set(lots)].sort(), frames, more: next !== null };
  }
}
