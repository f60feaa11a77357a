import { Inject, Injectable, Logger } from '@nestjs/common';
import { cosineDistance } from '#analysis';
import { groupIntoParts } from '#calibration';
import {
  type DuplicateStep,
  Duplicates,
  type EmbeddedFrame,
  type FoundDuplicate,
  Stations,
} from '#storage';
import { clock } from '../tokens.js';
import { eachGuarded } from '../guarded.js';
import { type Clock, Metrics } from '#telemetry';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';

/** Frames that show the same thing farther apart than this are not called duplicates. */
const windowMs = 10 * 60_000;
/**
 * The milliseconds below which frames are left for the next round: another worker may still store an older one's
 * embedding.
 */
const settledMs = 2_000;
/** The number of new frames compared at once; `before` are how many before them say what is usual among parts. */
const portion = 200;
const before = 200;

/**
 * Finds frames that show what another one showed within ten minutes before: by the rule that tells bursts from parts
 * when a station learns. Each frame is judged once; a look that is killed is done again.
 */
@Handles(queues['find-duplicates'])
@Injectable()
export class DuplicateWatch implements JobHandler<ClockedJob> {
  private readonly log = new Logger('duplicates');

  constructor(
    private readonly duplicates: Duplicates,
    private readonly stations: Stations,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Looks at every station; one that cannot be looked at now is looked at the next time. */
  async handle(): Promise<void> {
    const until = new Date(this.clock.now().getTime() - settledMs);
    for (const { id } of await this.stations.withModels())
      await eachGuarded(this.log, `duplicates of ${id} are found later`, () =>
        this.lookAt(id, until),
      );
  }

  /** Reads on until nothing is left that is older than `until`. */
  async lookAt(station: string, until: Date): Promise<void> {
    for (let more = true; more;) {
      const read = await this.duplicates.advance(station, (step) => lookOnce(step, until));
      this.metrics.loop.duplicates(station, read?.found ?? 0);
      more = (read?.frames ?? 0) === portion;
    }
  }
}

async function lookOnce(step: DuplicateStep, until: Date) {
  const fresh = await step.fresh(step.cursor, until, portion);
  const last = fresh.at(-1);
  if (last === undefined) return { frames: 0, found: 0 };
  const earlier = step.cursor === null ? [] : await step.before(step.cursor, before);
  const known = await step.known(new Date(fresh[0]!.inspectedAt.getTime() - windowMs));
  const found = duplicatesAmong(earlier, fresh, known);
  await step.keep(found, { time: last.inspectedAt, id: last.frameId });
  return { frames: fresh.length, found: found.length };
}

/** Returns each fresh frame beside the nearest one before it that shows the same thing within the window. */
export function duplicatesAmong(
  earlier: readonly EmbeddedFrame[],
  fresh: readonly EmbeddedFrame[],
  known: readonly Pick<FoundDuplicate, 'frameId' | 'first'>[],
): FoundDuplicate[] {
  const madeWith = fresh.at(-1)!.madeWith;
  const all = [...earlier, ...fresh].filter((frame) => frame.madeWith === madeWith);
  const { parts } = groupIntoParts(
    all.map(({ frameId, image }) => ({ id: frameId, partId: null, lot: null, capturedAt: null, embedding: image })), // prettier-ignore
  );
  const firstOf = new Map(known.map(({ frameId, first }) => [frameId, first]));
  const isFresh = new Set(fresh.map(({ frameId }) => frameId));
  const found: FoundDuplicate[] = [];
  const last = new Map<string, EmbeddedFrame>();
  for (const frame of all) {
    const part = parts.get(frame.frameId)!;
    const same = last.get(part);
    last.set(part, frame);
    if (same === undefined || !isFresh.has(frame.frameId)) continue;
    if (frame.inspectedAt.getTime() - same.inspectedAt.getTime() > windowMs) continue;
    const first = firstOf.get(same.frameId) ?? same.frameId;
    firstOf.set(frame.frameId, first);
    const distance = cosineDistance(same.image, frame.image);
    found.push({ frameId: frame.frameId, first, distance, seenAt: frame.inspectedAt });
  }
  return found;
}
