import { Injectable } from '@nestjs/common';
import type { Frame, FramesPutBack } from '#contracts';
import { JobQueues, queues } from '#queue';
import { type ChangeFacts, FailedFrames, Frames, Stations } from '#storage';
import { inspectJobOf } from './inspect-job-of.js';

/** The number of frames that are put back in one request at most. */
const mostAtOnce = 500;

/** Puts the failed frames of a station back in, so many at a time that the line's own frames keep their room. */
@Injectable()
export class RetryFrames {
  constructor(
    private readonly stations: Stations,
    private readonly frames: Frames,
    private readonly failed: FailedFrames,
    private readonly queues: JobQueues,
  ) {}

  /** Throws `station-not-found`. */
  async retry(
    station: string,
    code: string | undefined,
    change: ChangeFacts,
  ): Promise<FramesPutBack> {
    const back = await this.failed.putBack(station, code, await this.room(station), change);
    // Should this fail, the frames are accepted ones that the queue does not know: the sweep helps them.
    await this.queues.of(queues.inspect).putBack(...back.map(inspectJobOf));
    return { putBack: back.length, left: await this.failed.count(station, code) };
  }

  /** Throws `frame-not-found`, `frame-not-failed`. */
  async retryOne(id: string, change: ChangeFacts): Promise<Frame> {
    const back = await this.frames.putBack(id, change);
    // Should this fail, the frame is an accepted one that the queue does not know: the sweep helps it.
    await this.queues.of(queues.inspect).putBack(inspectJobOf(back));
    return this.frames.read(id);
  }

  /** Half of what the station's backlog takes just now; the other half is for frames that come. */
  private async room(station: string): Promise<number> {
    const { settings } = await this.stations.get(station);
    const waiting = (await this.frames.backlogs()).get(station) ?? 0;
    return Math.min(mostAtOnce, Math.max(0, Math.floor((settings.backlogLimit - waiting) / 2)));
  }
}
