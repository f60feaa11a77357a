import { Inject, Injectable } from '@nestjs/common';
import { type GroupsSettings, jobKinds, TouchstoneError } from '#contracts';
import { type Clock } from '#telemetry';
import { regroupLooks } from '#looks';
import { DefectEmbeddings } from '#storage';
import {
  type JobOf,
  type JobRunner,
  type RunOptions,
  type RunOutcome,
  Runs,
} from '../jobs/runner.js';
import { clock } from '../tokens.js';

/** Pairs of so many looks are compared in about half a minute. */
const mostGrouped = 2_000;
const fewest = 2;

/** Groups a station's alerts of a period anew because a person wants it. */
@Runs(jobKinds.groups)
@Injectable()
export class GroupsRunner implements JobRunner<GroupsSettings> {
  constructor(
    private readonly looks: DefectEmbeddings,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `too-few-embeddings`; `records-unavailable`, to be tried again, while the watch has the station in hand. */
  async run(
    { stationId, settings }: JobOf<GroupsSettings>,
    { onStep, signal, beginStoring }: RunOptions,
  ): Promise<RunOutcome> {
    const { method, k, seed, from, until } = settings;
    const madeWith = await this.looks.newestSpace(stationId);
    if (madeWith === null) throw tooFew(stationId, 0);
    onStep('group', 0, 1);
    const period = { from: from ? new Date(from) : undefined, until: until ? new Date(until) : undefined }; // prettier-ignore
    const outcome = await this.looks.change(stationId, async (step) => {
      const looks = await step.looks({ madeWith, limit: mostGrouped, ...period });
      if (looks.length < fewest) throw tooFew(stationId, looks.length);
      signal.throwIfAborted();
      const options = { method, k, seed, newId: () => this.clock.newId() };
      const { families, of } = await regroupLooks(step, madeWith, looks, options);
      await step.counted(madeWith, { arrived: 0, grouped: looks.length });
      await beginStoring();
      const loose = [...of.values()].filter((family) => family === null).length;
      return { alerts: looks.length, families: families.length, loose };
    });
    if (outcome === null)
      throw new TouchstoneError(
        'records-unavailable',
        `the looks of ${stationId} are being placed: try again in a moment`,
      );
    onStep('group', 1, 1);
    return { result: outcome };
  }
}

function tooFew(station: string, count: number): TouchstoneError {
  return new TouchstoneError(
    'too-few-embeddings',
    `grouping needs at least ${fewest} alerts with kept embeddings; station ${station} has ${count} in this period ` +
      '(setting embeddings.keep)',
  );
}
