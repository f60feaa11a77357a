import { Inject, Injectable } from '@nestjs/common';
import type { FrameFacts, RefusedFile } from '#contracts';
import type { StoredFrame } from '#storage';
import { Metrics } from '#telemetry';
import type { Settings } from '../settings.js';
import { type ActiveStation, KnownStations } from '../stations/known-stations.js';
import { apiSettings } from '../tokens.js';
import { Gates } from '../golden/gates.js';
import { AcceptFrame } from './accept-frame.js';
import { Backlog } from './backlog.js';
import { checkFiles } from './checked-files.js';
import type { CheckedImage } from './checked-image.js';
import type { Due } from './deadline-clock.js';
import type { Upload } from './upload.js';

/** The outcome for a file: the frame that it is, or why it was set aside. */
export type Taken = StoredFrame | RefusedFile;

/**
 * The way of an upload: station, golden part, images, repeat, gate, backlog, accept. This is the one file that knows
 * this order.
 */
@Injectable()
export class Ingest {
  constructor(
    private readonly stations: KnownStations,
    private readonly gates: Gates,
    private readonly backlog: Backlog,
    private readonly accepting: AcceptFrame,
    private readonly metrics: Metrics,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /**
   * Takes an upload. All images are checked before the first is kept; of several, those that are no good are set aside.
   * Throws whatever refuses all of them.
   */
  async take(stationId: string, upload: Upload): Promise<Taken[]> {
    const station = await this.stations.active(stationId);
    await this.gates.partMustExist(stationId, upload.facts.goldenPart);
    const files = await checkFiles(upload, this.settings.maxPixels);
    const taken: Taken[] = [];
    for (const file of files)
      if ('refused' in file) taken.push(this.refuse(file.refused));
      else {
        const facts = factsOf(upload.facts, file.index);
        taken.push(await this.takeOne(station, file.image, facts, upload.receivedAt));
      }
    return taken;
  }

  private refuse(refused: RefusedFile): RefusedFile {
    this.metrics.frameRefused(refused.code);
    return refused;
  }

  private async takeOne(
    station: ActiveStation,
    image: CheckedImage,
    facts: FrameFacts,
    receivedAt: number,
  ) {
    const start = performance.now();
    const { idempotencyKey: key } = facts;
    const before =
      key === undefined ? null : await this.accepting.repeated(station.id, key, image.sha256);
    if (before !== null) return before;
    // A golden part is shown to open the gate.
    if (facts.goldenPart === undefined) await this.gates.refuseWhenClosed(station);
    await this.backlog.refuseWhenFull(station.id, station.settings.backlogLimit);
    const due = dueOf(station, facts, receivedAt);
    const frame = await this.accepting.accept(station.id, image, facts, due);
    this.backlog.accepted(station.id);
    this.metrics.frameAccepted(station.id, (performance.now() - start) / 1000);
    return frame;
  }
}

/** Returns when the frame's verdict is wanted, by what came with it or by its station; null without a deadline. */
function dueOf({ settings }: ActiveStation, facts: FrameFacts, receivedAt: number): Due | null {
  const { ms, failSafe } = settings.deadline;
  const wanted = facts.deadlineMs ?? ms;
  return wanted === null ? null : { at: receivedAt + wanted, failSafe };
}

/** Each file of a request has a key of its own, the same in every repeat of the request. */
function factsOf(facts: FrameFacts, index: number): FrameFacts {
  if (facts.idempotencyKey === undefined || index === 0) return facts;
  return { ...facts, idempotencyKey: `${facts.idempotencyKey} (${index})` };
}
