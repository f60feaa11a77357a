import { Inject, Injectable } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import { plannedMarks, type PlannedMark, scoreMarks, type TriedMark } from '#evaluation';
import type { InspectingModel, StationModel } from '#inspection';
import { readBank } from '#memory-bank';
import { Blobs, Normals, type StoredNormal } from '#storage';
import type { TensorRuntime } from '#tensors';
import type { RunOptions } from '../jobs/runner.js';
import { OpenModels } from '../open-models.js';
import { tensorRuntime } from '../tokens.js';
import { evenly } from '../training/evenly.js';

/** The normals that marks are pasted on; more would each get few. */
const mostNormals = 72;

/** The scores of all marks, and of the normals without one. */
export interface ScoredMarks {
  readonly marks: readonly TriedMark[];
  readonly unmarked: readonly number[];
  /** The shorter side of what is inspected, in the pixels that the backbone sees. */
  readonly side: number;
}

/** A normal whose score is held out, with the bank that has not learned its part. */
interface HeldOutNormal {
  readonly normal: StoredNormal;
  readonly fold: number;
}

type Work = Pick<RunOptions, 'onStep' | 'signal'> & { readonly seed: number };

/** Pastes marks on the good parts that a model was calibrated on, and scores each by the bank without its part. */
@Injectable()
export class FindSmallestDefect {
  constructor(
    private readonly models: OpenModels,
    private readonly normals: Normals,
    private readonly blobs: Blobs,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /**
   * Throws `validation-failed` where the banks without its parts are gone; what is wrong with the model; what a retry may cure;
   * the reason of `signal`.
   */
  async find(manifest: ModelManifest, work: Work): Promise<ScoredMarks> {
    const heldOut = await this.heldOut(manifest);
    return this.models.use(manifest, async (model) => {
      const counts = countsOf(model);
      const marks = plannedMarks(heldOut.length, work.seed, counts);
      const found = await this.scoreAll(heldOut, marks, model, work);
      const { width, height } = model.view.size;
      return { ...found, side: Math.min(width, height) };
    });
  }

  /** Fold after fold, so that one bank lies beside the model's own at a time. */
  private async scoreAll(
    heldOut: readonly HeldOutNormal[],
    marks: readonly PlannedMark[],
    model: StationModel,
    { onStep, signal }: Work,
  ): Promise<Omit<ScoredMarks, 'side'>> {
    const total = marks.length + heldOut.length;
    const found = { marks: [] as TriedMark[], unmarked: [] as number[] };
    onStep('marks', 0, total);
    for (const [fold, { blob, sha256 }] of model.manifest.foldBanks.entries()) {
      const here = heldOut.flatMap((one, place) => (one.fold === fold ? [{ ...one, place }] : []));
      if (here.length === 0) continue;
      const bank = readBank(this.runtime, await this.foldBank(blob), { sha256 });
      try {
        for (const { normal, place } of here) {
          const own = marks.filter((mark) => mark.normal === place);
          const before = found.marks.length + found.unmarked.length;
          const one = await this.scoreOne(normal, own, { ...model, bank }, (pictures) => {
            signal.throwIfAborted();
            onStep('marks', before + pictures, total);
          });
          found.marks.push(...one.marks);
          found.unmarked.push(one.unmarked);
        }
      } finally {
        bank.dispose();
      }
    }
    return found;
  }

  private async scoreOne(
    { blob }: StoredNormal,
    marks: readonly PlannedMark[],
    model: InspectingModel,
    onScored: (pictures: number) => void,
  ) {
    return scoreMarks(await this.blobs.get(blob), marks, model, onScored);
  }

  private async foldBank(blob: string): Promise<Uint8Array> {
    try {
      return await this.blobs.get(blob);
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'blob-not-found')
        throw banksGone(error);
      throw error;
    }
  }

  /** The normals that are still there, at most so many of them, evenly over all. */
  private async heldOut({ foldBanks }: ModelManifest): Promise<HeldOutNormal[]> {
    const all = foldBanks.flatMap(({ heldOut }, fold) => heldOut.map((id) => ({ id, fold })));
    if (all.length === 0) throw banksGone();
    const found: HeldOutNormal[] = [];
    for (const { id, fold } of evenly(all, mostNormals)) {
      const normal = await this.normals.find(id);
      if (normal !== null) found.push({ normal, fold });
    }
    if (found.length === 0) throw banksGone();
    return found;
  }
}

/** Tells whether a point, in shares of the picture, lies on a patch that counts. */
function countsOf({ mask, backbone: { grid } }: InspectingModel) {
  return (x: number, y: number) => {
    if (mask === null) return true;
    return mask[Math.floor(y * grid.rows) * grid.columns + Math.floor(x * grid.columns)] === 1;
  };
}

function banksGone(cause?: Error): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    'The banks without the parts that would be marked, or these parts, are not kept any more: only the active and the newest model have them. Calibrate again, and ask of the new model.',
    { cause },
  );
}
