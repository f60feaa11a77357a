import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '#telemetry';
import { type Station, TouchstoneError } from '#contracts';
import { maskImageFrom, renderMasks } from '#images';
import { Blobs, Normals, Stations } from '#storage';
import type { Settings } from '../settings.js';
import { apiSettings, clock } from '../tokens.js';

/** A station's mask as a picture. The models that are there keep the masks they were made with. */
@Injectable()
export class StationMasks {
  constructor(
    private readonly stations: Stations,
    private readonly normals: Normals,
    private readonly blobs: Blobs,
    @Inject(apiSettings) private readonly settings: Settings,
    @Inject(clock) private readonly time: Clock,
  ) {}

  /** Throws what the image is not; `station-not-found`. */
  async put(station: string, bytes: Buffer, by: string): Promise<Station> {
    return this.set(station, await maskImageFrom(bytes, this.settings), by);
  }

  async clear(station: string, by: string): Promise<Station> {
    return this.set(station, null, by);
  }

  /** Reads the PNG that is kept. */
  async image(station: string): Promise<Buffer> {
    const { image } = (await this.stations.get(station)).settings.masks;
    if (image !== null) return Buffer.from(image, 'base64');
    throw new TouchstoneError(
      'mask-not-found',
      `Station ${station} has no mask image; PUT /v1/stations/${station}/mask sets one.`,
    );
  }

  /** Draws all masks and the region over the newest normal, as PNG. */
  async preview(station: string): Promise<Buffer> {
    const { settings } = await this.stations.get(station);
    const [newest] = (await this.normals.list({ station, state: 'in', limit: 1 })).items;
    const normal = newest && (await this.normals.find(newest.id));
    if (!normal)
      throw new TouchstoneError(
        'too-few-normals',
        `Station ${station} has no normal to show its masks on; add one first.`,
      );
    return renderMasks(await this.blobs.get(normal.blob), settings, this.settings);
  }

  private set(station: string, image: string | null, by: string): Promise<Station> {
    const action = image === null ? 'mask-cleared' : 'mask-set';
    const [id, at] = [this.time.newId(), this.time.now()];
    return this.stations.setMaskImage(station, image, { id, at, by, action });
  }
}
