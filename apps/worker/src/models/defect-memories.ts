import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type StationModel, viewHash } from '#inspection';
import { DefectMemory } from '#memory-bank';
import { JobQueues, queues } from '#queue';
import { type ActiveEntry, DefectMemoryEntries } from '#storage';
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
 */
@Injectable()
export class DefectMemories implements OnApplicationShutdown {
  private readonly log = new Logger('defect memory');
  private readonly open: SharedCache<MemoryInUse>;

  constructor(
    @Inject(DefectMemoryEntries) private readonly entries: Pick<DefectMemoryEntries, 'at'>,
    private readonly queues: JobQueues,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(workerSettings) settings: Settings,
  ) {
    const dispose = ({ defects }: MemoryInUse) => defects.dispose();
    this.open = new SharedCache({ keep: settings.openModels, dispose });
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
    await this.embedAgain(
      station,
      entries.filter(({ madeWith }) => madeWith !== hash),
    );
    return { version, defects: await DefectMemory.open(this.runtime, model.bank, fitting) };
  }

  /**
   * Asks for the embedding of what another backbone or view remembers: the answer's job makes it, and the memory's
   * version goes up.
   */
  private async embedAgain(station: string, entries: readonly ActiveEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await this.queues
        .of(queues.review)
        .putBack(
          ...entries.map(({ reviewId, frameId }) => ({ reviewId, frameId, stationId: station })),
        );
    } catch (error) {
      this.log.warn(
        `${entries.length} remembered defects of station ${station} wait to be embedded again: ${String(error)}`,
      );
    }
  }
}
