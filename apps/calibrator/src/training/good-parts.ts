import { Inject, Injectable } from '@nestjs/common';
import type { OneClassImages } from '#training';
import type { GoodPartCounts, LongJob } from '#contracts';
import { Blobs, LabelledDefects, type AnsweredFrame } from '#storage';
import { ModelStore } from '../calibration/model-store.js';
import { evenly } from './evenly.js';
import { goodPart, mostNormals } from './station-images.js';

/** The number of answers that judge, the newest first; their patches are kept while they do. */
const mostReviewed = 400;

/** The images that a training from good parts alone sees, with what is told of it. */
export interface GoodParts extends OneClassImages {
  readonly counted: GoodPartCounts;
}

/**
 * Collects the normals that a calibration would learn from, and the frames that people answered with ok or defect,
 * which do not speak for what is learned, as they were when the training was asked for. A frame that is one of those normals judges nothing.
 */
@Injectable()
export class CollectGoodParts {
  constructor(
    @Inject(LabelledDefects) private readonly labelled: Pick<LabelledDefects, 'reviewed'>,
    @Inject(ModelStore) private readonly store: Pick<ModelStore, 'normalsOf'>,
    @Inject(Blobs) private readonly blobs: Pick<Blobs, 'get'>,
  ) {}

  async of(job: Pick<LongJob, 'stationId' | 'requestedAt'>): Promise<GoodParts> {
    const all = (await this.store.normalsOf(job)).filter(({ onlyInLimits }) => !onlyInLimits);
    const learned = new Set(all.map(({ sha256 }) => sha256));
    const until = new Date(job.requestedAt);
    const reviewed = await this.labelled.reviewed(job.stationId, until, mostReviewed);
    const judging = reviewed.filter(({ sha256 }) => !learned.has(sha256));
    const good = judging.filter(({ answer }) => answer === 'ok').length;
    const normals = evenly(all, mostNormals).map(goodPart);
    const counted = { normals: normals.length, good, defects: judging.length - good };
    return { normals, test: judging.map((one) => this.imageOf(one)), counted };
  }

  private imageOf({ frameId, answer, blob }: AnsweredFrame): OneClassImages['test'][number] {
    const label = answer === 'ok' ? 'good' : 'defect';
    return { id: frameId, label, bytes: () => this.blobs.get(blob) };
  }
}
