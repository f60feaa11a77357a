import { Inject, Injectable } from '@nestjs/common';
import type { Certificate, Limits, SeenInputs } from '#contracts';
import { type KnownScore } from '#calibration';
import { scorePictures } from '#evaluation';
import { openLearned, type OpenLearned } from '#learning';
import { Blobs, type StationRecord, type StoredTestPicture } from '#storage';
import type { TensorRuntime } from '#tensors';
import { LearnStation } from '../calibration/learn-station.js';
import { sizesOf } from '../calibration/make-model.js';
import { CalibratorBackbones } from '../calibrator-backbones.js';
import type { JobOf, RunOptions } from '../jobs/runner.js';
import { tensorRuntime } from '../tokens.js';

/** The outcome of one recipe: the score of each readable picture, and the limits of the model that it would make. */
export interface RecipeScores {
  readonly seen: SeenInputs;
  readonly limits: Limits;
  readonly certificate: Certificate;
  readonly scores: readonly KnownScore[];
  readonly unreadable: readonly string[];
  readonly msPerFrame: number;
}

/** Learns a model by a recipe from a station's normals, and scores its test pictures with it; nothing is stored. */
@Injectable()
export class JudgeRecipe {
  constructor(
    private readonly learning: LearnStation,
    private readonly backbones: CalibratorBackbones,
    private readonly blobs: Blobs,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** `station` has the recipe in its settings. Throws as learning does, or the reason of `signal`. */
  async judge(
    job: JobOf<object>,
    station: StationRecord,
    pictures: readonly StoredTestPicture[],
    options: Pick<RunOptions, 'onStep' | 'signal'>,
  ): Promise<RecipeScores> {
    const { settings } = station;
    const calibration = { ...job, settings: asCalibration };
    const { backbone: name, input } = settings;
    return this.backbones.useInputs(name, sizesOf(input), async (inputs) => {
      const asked = { ...options, forLater: false };
      const { learned, view, mask, second } = await this.learning.learn(calibration, station, inputs, asked); // prettier-ignore
      const { runtime } = this;
      const { backbone } = inputs;
      const made = { runtime, backbone, second, view, mask, score: settings.score };
      const model = openLearned(learned, made);
      try {
        const scored = await this.score(model, pictures, options);
        const seen = { ...inputs.backbone.size, second: inputs.second?.size ?? null };
        return { seen, limits: learned.limits, certificate: learned.certificate, ...scored };
      } finally {
        model.dispose();
      }
    });
  }

  private async score(
    model: OpenLearned,
    pictures: readonly StoredTestPicture[],
    { onStep, signal }: Pick<RunOptions, 'onStep' | 'signal'>,
  ): Promise<Pick<RecipeScores, 'scores' | 'unreadable' | 'msPerFrame'>> {
    const named = pictures.map((row) => ({ row, name: nameOf(row), bytes: () => this.blobs.get(row.blob) })); // prettier-ignore
    const scores: KnownScore[] = [];
    const unreadable: string[] = [];
    const start = performance.now();
    for await (const batch of scorePictures(named, model)) {
      signal.throwIfAborted();
      scores.push(...batch.scored.map(({ picture, score }) => knownScore(picture.row, score.imageScore))); // prettier-ignore
      unreadable.push(...batch.unreadable.map(({ picture }) => picture.name));
      onStep('score', scores.length + unreadable.length, pictures.length);
    }
    return { scores, unreadable, msPerFrame: (performance.now() - start) / pictures.length };
  }
}

/** A recipe learns as a calibration that is built anew, with the station's own targets. */
const asCalibration = {
  activate: false,
  incremental: false,
  normals: 0,
  targets: null,
  recipe: null,
};

function nameOf({ fileName, id }: StoredTestPicture): string {
  return fileName ?? id;
}

function knownScore(row: StoredTestPicture, imageScore: number): KnownScore {
  const { id: pictureId, known, kind, partId } = row;
  return { pictureId, known, kind, partId, imageScore, cameraFault: null };
}
