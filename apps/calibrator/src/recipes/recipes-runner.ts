import { Injectable } from '@nestjs/common';
import { jobKinds, type Recipe, type RecipesResult, type RecipesSettings, TouchstoneError } from '#contracts'; // prettier-ignore
import { type StationRecord, Stations, type StoredTestPicture, TestPictures } from '#storage';
import { type JobOf, type JobRunner, type RunOptions, Runs } from '../jobs/runner.js';
import { JudgeRecipe } from './judge-recipe.js';
import { type RecipeWithScores, resultOf } from './recipes-result.js';
import { recipeOf, withRecipe } from './whole-recipe.js';

/** The runner that judges recipes side by side on a station's test set: its own first, then those asked for. */
@Runs(jobKinds['compare-recipes'])
@Injectable()
export class RecipesRunner implements JobRunner<RecipesSettings> {
  constructor(
    private readonly stations: Stations,
    private readonly pictures: TestPictures,
    private readonly judging: JudgeRecipe,
  ) {}

  /** Throws `station-not-found`, `test-set-lacks-parts`, what is wrong with normals or a backbone, or what a retry may cure. */
  async run(job: JobOf<RecipesSettings>, options: RunOptions): Promise<{ result: RecipesResult }> {
    const station = await this.stations.record(job.stationId);
    if (station === null)
      throw new TouchstoneError('station-not-found', `The station ${job.stationId} was deleted before its recipes were compared.`); // prettier-ignore
    const pictures = await this.pictures.all(station.id);
    refuseOneSort(station.id, pictures);
    const judged: RecipeWithScores[] = [];
    for (const recipe of [{}, ...job.settings.recipes]) {
      judged.push(await this.judgeOne(job, station, pictures, recipe, judged.length, options));
      // Without one that can be read it ends after the first recipe.
      refuseOneSort(station.id, judged[0]!.scores);
    }
    const result = resultOf(judged);
    return { result };
  }

  private async judgeOne(
    job: JobOf<RecipesSettings>,
    station: StationRecord,
    pictures: readonly StoredTestPicture[],
    recipe: Recipe,
    place: number,
    { onStep, signal }: RunOptions,
  ): Promise<RecipeWithScores> {
    const settings = withRecipe(station.settings, recipe);
    const of = job.settings.recipes.length + 1;
    const told: RunOptions['onStep'] = (step, done, total) =>
      onStep(`recipe ${place + 1} of ${of}: ${step}`, done, total);
    const scores = await this.judging.judge(job, { ...station, settings }, pictures, { onStep: told, signal }); // prettier-ignore
    return { recipe: recipeOf(settings), ...scores };
  }
}

/** Without bad parts nothing tells which recipe finds more, and without good ones which alarms less. */
function refuseOneSort(
  station: string,
  pictures: readonly Pick<StoredTestPicture, 'known'>[],
): void {
  const count = (sort: 'good' | 'bad') => pictures.filter(({ known }) => known === sort).length;
  const [good, bad] = [count('good'), count('bad')];
  if (good > 0 && bad > 0) return;
  throw new TouchstoneError(
    'test-set-lacks-parts',
    `The test set of station ${station} has ${good} readable pictures of good parts and ${bad} of bad ones: recipes are compared by how well they ` +
      `tell known bad parts from known good ones, so that both are needed. Add pictures of ${bad === 0 ? 'bad' : 'good'} parts (touchstone test-set add).`,
    { facts: { good, bad } },
  );
}
