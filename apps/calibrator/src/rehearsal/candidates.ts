import { Inject, Injectable } from '@nestjs/common';
import type { ModelManifest } from '#contracts';
import { openModel, type StationModel } from '#inspection';
import { DefectMemory } from '#memory-bank';
import { Blobs, ConfirmedDefects } from '#storage';
import type { TensorRuntime } from '#tensors';
import { CalibratorBackbones } from '../calibrator-backbones.js';
import { tensorRuntime } from '../tokens.js';
import { Candidate } from './candidate.js';

export interface OpenCandidate {
  blobs: Blobs;
  model: StationModel;
  candidate: Candidate;
}

/** Opens the model that is rehearsed, with its backbone and the station's defect memory, for one rehearsal. */
@Injectable()
export class Candidates {
  constructor(
    private readonly blobs: Blobs,
    private readonly backbones: CalibratorBackbones,
    private readonly defects: ConfirmedDefects,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** Throws `backbone-not-found`, `model-invalid`, `bank-invalid`, `blob-not-found`, `blobs-unavailable`. */
  async use(
    manifest: ModelManifest,
    work: (opened: OpenCandidate) => Promise<void>,
  ): Promise<void> {
    const { blobs, runtime } = this;
    const bankBytes = await blobs.get(manifest.bank.blob);
    await this.backbones.use(manifest.backbone.name, async (backbone) => {
      const model = await openModel({ manifest, bankBytes, backbone, runtime });
      try {
        await this.remembering(model, (memory) =>
          work({ blobs, model, candidate: new Candidate(runtime, model, memory) }),
        );
      } finally {
        model.dispose();
      }
    });
  }

  /** The defects that the station remembers now, seen with this model's bank. */
  private async remembering(
    { manifest, backbone, bank }: StationModel,
    work: (memory: DefectMemory) => Promise<void>,
  ): Promise<void> {
    const known = await this.defects.of(manifest.station, backbone.hash);
    const entries = known.map(({ frameId, ...defect }) => ({ id: frameId, ...defect }));
    const memory = await DefectMemory.open(this.runtime, bank, entries);
    try {
      await work(memory);
    } finally {
      memory.dispose();
    }
  }
}
