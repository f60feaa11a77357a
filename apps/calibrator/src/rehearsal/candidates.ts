import { Inject, Injectable } from '@nestjs/common';
import type { ModelManifest } from '#contracts';
import type { StationModel } from '#inspection';
import { DefectMemory } from '#memory-bank';
import { Blobs, ConfirmedDefects } from '#storage';
import type { TensorRuntime } from '#tensors';
import { OpenModels } from '../open-models.js';
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
    private readonly models: OpenModels,
    private readonly defects: ConfirmedDefects,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** Throws `backbone-not-found`, `model-invalid`, `bank-invalid`, `blob-not-found`, `blobs-unavailable`. */
  async use(
    manifest: ModelManifest,
    work: (opened: OpenCandidate) => Promise<void>,
  ): Promise<void> {
    const { blobs, runtime } = this;
    await this.models.use(manifest, (model) =>
      this.remembering(model, (memory) =>
        work({ blobs, model, candidate: new Candidate(runtime, model, memory) }),
      ),
    );
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
