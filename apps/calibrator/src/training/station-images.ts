import { Inject, Injectable } from '@nestjs/common';
import {
  fewestOfAKind,
  type StationImage,
  refuseTooFewImages,
  type TrainingImages,
} from '#training';
import { leastNormals } from '#calibration';
import { type LongJob, TouchstoneError, type KindTrainingResult } from '#contracts';
import type { Normal } from '#learning';
import { Blobs, type LabelledDefect, LabelledDefects } from '#storage';
import { ModelStore } from '../calibration/model-store.js';
import { evenly } from './evenly.js';

/** The number of normals at most: half a mebibyte of patches each is kept while the good parts are learned. */
export const mostNormals = 400;
/** The number of defects at most, at 192 KiB of pixels each. */
const mostDefects = 2_000;

const advice = {
  kinds: 'Name the defects of another kind in reviews.',
  images: 'Name more of them in reviews.',
};

/** The images that a training learns from, with what is told of it. */
export interface StationImages extends TrainingImages {
  readonly counted: KindTrainingResult['images'];
}

/** Collects the defects that people named and the good parts, as they were when a training was asked for. */
@Injectable()
export class CollectStationImages {
  constructor(
    private readonly labelled: LabelledDefects,
    @Inject(ModelStore) private readonly store: Pick<ModelStore, 'normalsOf'>,
    @Inject(Blobs) private readonly blobs: Pick<Blobs, 'get'>,
  ) {}

  /** Throws `too-few-normals`; `validation-failed` with fewer than two kinds that have enough images. */
  async of(job: Pick<LongJob, 'stationId' | 'requestedAt'>): Promise<StationImages> {
    const { stationId, requestedAt } = job;
    const found = await this.labelled.of(stationId, new Date(requestedAt), mostDefects);
    const { kept, kinds, leftOut } = enough(found);
    const all = (await this.store.normalsOf(job)).filter(({ onlyInLimits }) => !onlyInLimits);
    refuseTooFewNormals(stationId, all.length);
    const normals = evenly(all, mostNormals).map(goodPart);
    const defects = kept.map((one) => this.imageOf(one));
    return { normals, defects, counted: { normals: normals.length, kinds, leftOut } };
  }

  private imageOf({ frameId, name, blob }: LabelledDefect): StationImage {
    return { id: frameId, label: name, bytes: () => this.blobs.get(blob) };
  }
}

/** Returns a normal as trainings see it. */
export function goodPart(normal: Normal): StationImage {
  return { id: normal.id, label: 'good', bytes: () => normal.bytes() };
}

/** Kinds with too few images are left out, unless fewer than two kinds remain. */
function enough(found: readonly LabelledDefect[]) {
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts].map(([kind, images]) => ({ kind, images }));
  all.sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const kinds = all.filter(({ images }) => images >= fewestOfAKind);
  if (kinds.length < 2) refuseTooFewImages(found.map(({ name }) => name), advice); // prettier-ignore
  return {
    kept: found.filter(({ name }) => counts.get(name)! >= fewestOfAKind),
    kinds,
    leftOut: all.filter(({ images }) => images < fewestOfAKind),
  };
}

function refuseTooFewNormals(station: string, count: number): void {
  // With fewer a station cannot learn a model either.
  if (count >= leastNormals) return;
  throw new TouchstoneError(
    'too-few-normals',
    `A training sees defects against at least ${leastNormals} normals; station ${station} has ${count}. Add normals.`,
  );
}
