import { Injectable } from '@nestjs/common';
import { compareScores, testFigures, testVerdictOf } from '#calibration';
import {
  type JudgedPicture,
  type ModelManifest,
  type Page,
  type TestComparison,
  type TestReport,
  TouchstoneError,
} from '#contracts';
import {
  Models,
  Stations,
  type TestPictureQuery,
  TestPictures,
  TestScores,
  toTestPicture,
} from '#storage';
import { missingFrom, missWarning } from './test-set-words.js';

/** Reads test sets, and what the stored scores of models come to at the limits that they have now. */
@Injectable()
export class ReadTestSet {
  constructor(
    private readonly stations: Stations,
    private readonly models: Models,
    private readonly pictures: TestPictures,
    private readonly scores: TestScores,
  ) {}

  /** Lists a page, each picture with the verdict of a model; of the active one where none is named. */
  async list(
    station: string,
    { model, ...query }: Omit<TestPictureQuery, 'station'> & { model?: string | undefined },
  ): Promise<Page<JudgedPicture>> {
    await this.stations.get(station);
    const manifest = await this.modelOrNull(station, model);
    const { items, next } = await this.pictures.list({ station, ...query });
    const ids = items.map(({ id }) => id);
    const scores = manifest ? await this.scores.ofPictures(manifest.id, ids) : new Map();
    const judged = items.map((row) => {
      const score = scores.get(row.id) as number | undefined;
      const verdict = score === undefined ? null : testVerdictOf(score, manifest!.limits);
      return { ...toTestPicture(row), judged: verdict };
    });
    return { items: judged, next };
  }

  /** Returns the figures of a model, of the active one where none is named. Throws `model-not-found`. */
  async report(station: string, modelId: string | undefined): Promise<TestReport> {
    await this.stations.get(station);
    const counts = await this.pictures.counts(station);
    const manifest = await this.modelOrNull(station, modelId);
    const missing = missingFrom(counts, manifest?.version ?? null);
    const none = { judgedAt: null, seconds: null, unreadable: [], pixels: null, figures: null };
    const all = counts.good + counts.bad;
    if (manifest === null)
      return {
        stationId: station,
        model: null,
        counts,
        ...none,
        judged: 0,
        notJudged: all,
        missing,
      };
    const judging = await this.scores.judging(manifest.id);
    const scores = await this.scores.of(manifest.id);
    const { id, version, limits } = manifest;
    const summaries = await this.models.list(station);
    const state = summaries.find((one) => one.id === id)?.state ?? 'candidate';
    return {
      stationId: station,
      model: { id, version, state, limits },
      counts,
      judgedAt: judging?.judgedAt.toISOString() ?? null,
      seconds: judging?.seconds ?? null,
      judged: scores.length,
      notJudged: all - scores.length,
      unreadable: judging?.unreadable ?? [],
      pixels: judging?.pixels ?? null,
      figures: testFigures(scores, limits),
      missing,
    };
  }

  /** Compares a model with another one, with the active one where none is named. Throws `model-not-found`. */
  async comparison(station: string, modelId: string, againstId?: string): Promise<TestComparison> {
    const manifest = await this.model(station, modelId);
    const against = await this.modelOrNull(station, againstId);
    const after = { scores: await this.scores.of(manifest.id), limits: manifest.limits };
    const before = against && { scores: await this.scores.of(against.id), limits: against.limits };
    const compared = compareScores(before ?? { scores: [], limits: manifest.limits }, after);
    const { good, bad } = await this.pictures.counts(station);
    const versions = { version: manifest.version, againstVersion: against?.version ?? null };
    return {
      stationId: station,
      modelId,
      against: against?.id ?? null,
      ...versions,
      ...compared,
      notJudged: good + bad - compared.compared.good - compared.compared.bad,
      warning: missWarning({ ...versions, ...compared }),
    };
  }

  /** Returns what the test set says of a model that is about to go live; null where the station has none. */
  async before(station: string, modelId: string): Promise<TestComparison | null> {
    await this.stations.get(station);
    return (await this.pictures.hasAny(station)) ? this.comparison(station, modelId) : null;
  }

  /** Returns a model of the station, the active one where none is named. Throws `model-not-found`, `no-active-model`. */
  async model(station: string, id: string | undefined): Promise<ModelManifest> {
    const found = await this.modelOrNull(station, id);
    if (found !== null) return found;
    throw new TouchstoneError(
      'no-active-model',
      `station ${station} has no active model; name one, or calibrate the station`,
    );
  }

  /** Returns the model with the limits that it is used with, also where a person set them. */
  private async modelOrNull(
    station: string,
    id: string | undefined,
  ): Promise<ModelManifest | null> {
    const manifest = id === undefined ? await this.models.active(station) : await this.models.find(id); // prettier-ignore
    if (manifest === null && id === undefined) return null;
    if (manifest?.station !== station)
      throw new TouchstoneError('model-not-found', `station ${station} has no model ${id}`);
    const summary = (await this.models.list(station)).find((one) => one.id === manifest.id);
    return { ...manifest, limits: summary?.limits ?? manifest.limits };
  }
}
