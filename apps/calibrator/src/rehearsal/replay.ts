import { TouchstoneError } from '#contracts';
import { float16Values } from '#numbers';
import { inspect, type StationModel, viewHash } from '#inspection';
import type { Blobs, KeptPatches, ReplayedFrame, ReviewedFrame } from '#storage';
import type { Candidate, Patches } from './candidate.js';
import { readAhead } from './read-ahead.js';
import type { Judgement, Tally } from './tally.js';

export interface ReplayOptions {
  readonly blobs: Pick<Blobs, 'get'>;
  readonly model: StationModel;
  readonly candidate: Candidate;
  readonly tally: Tally;
  /** Frames without embeddings that fit are embedded again from their images. */
  readonly fromImages: boolean;
  readonly onFrames: (count: number) => void;
  /** Aborted when a person cancels the rehearsal: its reason is thrown before the next frames. */
  readonly signal: AbortSignal;
}

/** The number of frames that are scored at once. */
const batchSize = 16;
const batchesAhead = 3;

const because = {
  notKept: 'no embedding was kept',
  gone: 'its embedding was deleted meanwhile',
  otherView: 'its embedding was made with another backbone, input size, region, mask or alignment',
  twoInputs: 'the model has a second input, whose embedding is not kept',
  invalid: 'the camera was at fault',
  goldenPart: 'it showed a golden part',
  noImage: 'its image is gone or cannot be decoded',
};

type Outcome =
  { frame: ReplayedFrame; after: Judgement } | { frame: ReplayedFrame; reason: string };

/** Replays stored frames with a candidate. */
export class Replay {
  private readonly madeWith: string;

  constructor(private readonly options: ReplayOptions) {
    const { view, backbone } = options.model;
    this.madeWith = viewHash(view, backbone.hash);
  }

  /** Replays the newest inspections, as they come; only the tally grows. */
  async newest(portions: AsyncIterable<ReplayedFrame[]>): Promise<void> {
    const { tally, fromImages, onFrames } = this.options;
    const batches = readAhead(batchesOf(portions), batchesAhead, (frames) => this.read(frames));
    for await (const batch of batches) {
      for (const outcome of await this.judge(batch, fromImages))
        if ('after' in outcome) tally.replay(outcome.frame.inspection, outcome.after);
        else tally.leaveOut(outcome.reason);
      onFrames(batch.length);
    }
  }

  /** Replays the frames that people answered: each counts, if need be from its image. */
  async reviewed(frames: readonly ReviewedFrame[]): Promise<void> {
    const answers = new Map(frames.map(({ inspection, answer }) => [inspection.frameId, answer]));
    for (let at = 0; at < frames.length; at += batchSize) {
      const batch = await this.read(frames.slice(at, at + batchSize));
      for (const outcome of await this.judge(batch, true)) {
        const { inspection } = outcome.frame;
        const answer = answers.get(inspection.frameId);
        if ('reason' in outcome) this.options.tally.leaveOut(`reviewed frame: ${outcome.reason}`);
        else if (answer === 'ok' || answer === 'defect')
          this.options.tally.review(answer, inspection, outcome.after);
      }
      this.options.onFrames(batch.length);
    }
  }

  /** Each frame with its patches, or why there are none. */
  private read(frames: readonly ReplayedFrame[]) {
    return Promise.all(frames.map(async (frame) => ({ frame, ...(await this.patchesOf(frame)) })));
  }

  private async patchesOf({ inspection, kept }: ReplayedFrame): Promise<Read> {
    if (inspection.goldenPart !== null) return { never: because.goldenPart };
    if (inspection.verdict === 'invalid') return { never: because.invalid };
    if (kept === null) return { reason: because.notKept };
    if (kept.madeWith !== this.madeWith) return { reason: because.otherView };
    if (this.options.model.second) return { reason: because.twoInputs };
    return this.keptPatches(kept);
  }

  private async keptPatches({ blob, rows, columns }: KeptPatches): Promise<Read> {
    try {
      return {
        patches: { values: float16Values(await this.options.blobs.get(blob)), rows, columns },
      };
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'blob-not-found')
        return { reason: because.gone };
      throw error;
    }
  }

  private async judge(
    batch: readonly ({ frame: ReplayedFrame } & Read)[],
    fromImages: boolean,
  ): Promise<Outcome[]> {
    const { signal, candidate } = this.options;
    signal.throwIfAborted();
    const kept = batch.flatMap(({ frame, patches }) => (patches ? [{ frame, patches }] : []));
    const judged = kept.length === 0 ? [] : await candidate.judge(kept.map((one) => one.patches));
    const outcomes: Outcome[] = kept.map(({ frame }, i) => ({ frame, after: judged[i]! }));
    for (const { frame, reason, never } of batch)
      if (never !== undefined) outcomes.push({ frame, reason: never });
      else if (reason !== undefined)
        outcomes.push(fromImages ? await this.judgeImage(frame) : { frame, reason });
    return outcomes;
  }

  /** Decodes and embeds the frame once more, as a worker would with this model. */
  private async judgeImage(frame: ReplayedFrame): Promise<Outcome> {
    const { blobs, model, candidate, signal } = this.options;
    signal.throwIfAborted();
    const bytes = await bytesOrNull(blobs, frame.image);
    if (bytes === null) return { frame, reason: because.noImage };
    const [outcome] = await inspect([{ bytes }], model, { embeddings: true });
    if (!outcome?.ok) return { frame, reason: because.noImage };
    const [after] = candidate.judged([outcome.score], [outcome.embedding!.patches]);
    return { frame, after: after! };
  }
}

/** `never`: not even its image could say anything of the model. */
interface Read {
  patches?: Patches;
  reason?: string;
  never?: string;
}

async function* batchesOf(portions: AsyncIterable<ReplayedFrame[]>) {
  for await (const portion of portions)
    for (let at = 0; at < portion.length; at += batchSize) yield portion.slice(at, at + batchSize);
}

async function bytesOrNull(blobs: Pick<Blobs, 'get'>, key: string): Promise<Buffer | null> {
  try {
    return await blobs.get(key);
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
    throw error;
  }
}
