import { Inject, Injectable } from '@nestjs/common';
import type { SystemCheck, SystemQueue, SystemState } from '#contracts';
import { type JobQueue, JobQueues } from '#queue';
import { FailedFrames } from '#storage';
import { type CheckResult, type Clock, Health } from '#telemetry';
import { ReadStorage } from '../reading/read-storage.js';
import type { Settings } from '../settings.js';
import { apiSettings, clock } from '../tokens.js';

/** Reads what an administrator looks at first when something is wrong. */
@Injectable()
export class ReadSystem {
  private readonly startedAt: string;

  constructor(
    private readonly queues: JobQueues,
    private readonly failed: FailedFrames,
    private readonly storage: ReadStorage,
    private readonly health: Health,
    @Inject(apiSettings) private readonly settings: Pick<Settings, 'version'>,
    @Inject(clock) clock: Clock,
  ) {
    this.startedAt = clock.now().toISOString();
  }

  /** `stations` are those whose frames the asker may see; null is all of them. */
  async now(stations: readonly string[] | null): Promise<SystemState> {
    const { checks } = await this.health.readiness();
    const redisUp = checks['redis']?.status === 'up';
    const [queues, failed, storage] = await Promise.all([
      redisUp ? Promise.all(this.queues.all().map(queueOf)) : [],
      this.failed.byCode(stations),
      this.storage.now(),
    ]);
    return {
      version: this.settings.version,
      node: process.versions.node,
      startedAt: this.startedAt,
      checks: Object.entries(checks).map(checkOf),
      queues,
      failed,
      storage,
    };
  }
}

async function queueOf(queue: JobQueue<object>): Promise<SystemQueue> {
  const [jobs, processes] = await Promise.all([queue.backlog(), queue.processes()]);
  const { handledBy, everyMs = null } = queue.entry;
  return { name: queue.name, handledBy, everyMs, processes, ...jobs };
}

function checkOf([name, { status, ms, reason }]: [string, CheckResult]): SystemCheck {
  return { name, up: status === 'up', ms, reason: reason ?? null };
}
