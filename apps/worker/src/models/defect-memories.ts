import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type StationModel, viewHash } from '#inspection';
import { DefectMemory } from '#memory-bank';
import { DefectMemoryEntries } from '#storage';
import type { TensorRuntime } from '#tensors';
import type { InUse } from './active-models.js';
import type { Settings } from '../settings.js';
import { SharedCache } from './shared-cache.js';
import { tensorRuntime, workerSettings } from '../tokens.js';

/** A station's defect memory at one version, against one model. */
export interface MemoryInUse {
  readonly version: number;
  readonly defects: DefectMemory;
}

/**
 * The defect memory of each station, opened anew when its version or the model is another one: the station's record is
 * at most a second old, so a change counts for all frames within a second or two.
 * Entries of another backbone or view are left out; `RememberAgain` asks for them when the model is opened.
 */
@Injectable()
export class DefectMemories implements OnApplicationShutdown {
  private readonly open: SharedCache<MemoryInUse>;

  constructor(
    @Inject(DefectMemoryEntries) private readonly entries: Pick<DefectMemoryEntries, 'at'>,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(workerSettings) settings: Settings,
  ) {
    const dispose = ({ defects }: MemoryInUse) => defects.dispose();
    const sizeOf = ({ defects }: MemoryInUse) => defects.bytes;
    this.open = new SharedCache({ room: settings.modelMemory, sizeOf, dispose });
  }

  /** Lends the memory that the station's record names. Throws `records-unavailable`. */
  async use<T>({ station, model }: InUse, work: (memory: MemoryInUse) => Promise<T>): Promise<T> {
    const version = station.memoryVersion;
    const key = `${model.manifest.id} ${version}`;
    return this.open.use(key, () => this.read(station.id, version, model), work);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.open.clear();
  }

  private async read(station: string, version: number, model: StationModel): Promise<MemoryInUse> {
    const entries = version === 0 ? [] : await this.entries.at(station, version);
    const hash = viewHash(model.view, model.backbone.hash);
    const fitting = entries.filter(({ madeWith }) => madeWith === hash);
    return { version, defects: await DefectMemory.open(this.runtime, model.bank, fitting) };
  }
}
