import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type JobKind, type LongJob, TouchstoneError } from '#contracts';
import { runKind, type JobRunner, type RunOptions, type RunOutcome } from './runner.js';

/** The kinds of long jobs that this calibrator runs: those of the product, unless a test has others. */
export const runKinds = Symbol('kinds of long jobs');

interface Found {
  readonly kind: JobKind;
  readonly runner: JobRunner;
}

/** The runners of the jobs of each kind: the providers that say so by `@Runs`. */
@Injectable()
export class JobRunners implements OnModuleInit {
  private runners: ReadonlyMap<string, Found> = new Map();

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(runKinds) private readonly kinds: readonly JobKind[],
  ) {}

  /** Refuses the start of a calibrator in which a kind has no runner, or two. */
  onModuleInit(): void {
    const found = this.discovery.getProviders({ metadataKey: runKind.KEY }).map((provider) => ({
      kind: this.discovery.getMetadataByDecorator(runKind, provider)!,
      runner: provider.instance as JobRunner,
    }));
    for (const kind of this.kinds) refuseUnlessOne(kind, found);
    this.runners = new Map(found.map((one) => [one.kind.name, one]));
  }

  /**
   * Runs a job by the runner of its kind, with its settings checked.
   * @throws TouchstoneError bad-request for a kind that this calibrator does not know: an older build took the job.
   */
  async run(job: LongJob, options: RunOptions): Promise<RunOutcome> {
    const found = this.runners.get(job.kind);
    if (found === undefined)
      throw new TouchstoneError('bad-request', `this calibrator runs no jobs of kind ${job.kind}`);
    const settings = found.kind.settings.parse(job.settings);
    return found.runner.run({ ...job, settings }, options);
  }
}

/** @throws TouchstoneError job-not-handled, naming the kind and its runners. */
function refuseUnlessOne(kind: JobKind, found: readonly Found[]): void {
  const names = found.flatMap((one) =>
    one.kind.name === kind.name ? [one.runner.constructor.name] : [],
  );
  if (names.length === 1) return;
  const runners = names.length === 0 ? 'no runner' : `the runners ${names.join(', ')}`;
  throw new TouchstoneError(
    'job-not-handled',
    `Long jobs of kind ${kind.name} are run by exactly one class with @Runs; this calibrator has ${runners} for them.`,
  );
}
